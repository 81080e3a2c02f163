/** A failed call as `classifyFailure` reads it: `status` is missing when there was no answer. */
export class TwilioCallError extends Error {
  override name = "TwilioCallError";
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  constructor(
    readonly code: string | number,
    details: { status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`Call Twilio: ${code}`, { cause: details.cause });
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

type Call = {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  data?: object;
};

/**
 * The SDK's `httpClient` on fetch. Its own one is built on node:http, which under Deno sends a POST again when its timeout cuts a
 * connection that was used before: a text sent twice. Here a call goes out once and ends in time.
 */
export function createFetchClient(timeoutMilliseconds: number) {
  return {
    async request(call: Call): Promise<{ statusCode: number; body: string; headers: object }> {
      const url = new URL(call.uri);
      for (const [name, value] of entries(call.params)) url.searchParams.append(name, value);
      const hasBody = call.method.toLowerCase() === "post";
      try {
        const response = await fetch(url, {
          method: call.method.toUpperCase(),
          headers: {
            ...call.headers,
            authorization: `Basic ${btoa(`${call.username}:${call.password}`)}`,
          },
          body: hasBody ? new URLSearchParams(entries(call.data)) : null,
          redirect: "manual",
          signal: AbortSignal.timeout(timeoutMilliseconds),
        });
        const body = await response.text();
        if (response.status === 429) throw tooManyRequests(response.headers);
        return {
          statusCode: response.status,
          body,
          headers: Object.fromEntries(response.headers),
        };
      } catch (error) {
        throw error instanceof TwilioCallError
          ? error
          : new TwilioCallError(codeOf(error), { cause: error });
      }
    },
  };
}

function entries(fields: object = {}): [string, string][] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
}

function tooManyRequests(headers: Headers): TwilioCallError {
  const seconds = Number.parseInt(headers.get("retry-after") ?? "", 10);
  return new TwilioCallError(20429, {
    status: 429,
    ...(Number.isNaN(seconds) ? {} : { retryAfterSeconds: seconds }),
  });
}

/** What fetch says when no connection came about: in its cause, or in the message itself in Deno before 2.9. */
const NOT_CONNECTED =
  /client error \(Connect\)|error trying to connect|dns error|ECONNREFUSED|ENOTFOUND/i;

function codeOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === "TimeoutError") return "TIMEOUT";
  const said = cause instanceof Error ? `${message} ${cause.message}` : message;
  return NOT_CONNECTED.test(said) ? "NOT_CONNECTED" : "NETWORK";
}
