import { CarrierCallError } from "./carrier_call_error.ts";

/** One call of a carrier's API, with Basic authentication. */
export type ApiCall = {
  method: string;
  url: string;
  user: string;
  password: string;
  /** A form, or JSON as text. */
  body?: URLSearchParams | string | undefined;
  timeoutMilliseconds: number;
  /** The carrier's own code in the answer that refuses; what stands before the carrier answers without one. */
  codeIn: (answer: string) => string | number | null;
};

/** Calls once, ends in time, and throws `CarrierCallError` for anything but success; nothing where the answer is empty. */
export function callApi<T>(call: ApiCall): Promise<T> {
  return named(async () => {
    const text = await (await request(call)).text();
    return text === "" ? undefined as T : JSON.parse(text);
  });
}

/** As `callApi`, for an answer that is not JSON. */
export function requestApi(call: ApiCall): Promise<Response> {
  return named(() => request(call));
}

async function request(call: ApiCall): Promise<Response> {
  const response = await fetch(call.url, {
    method: call.method,
    headers: {
      authorization: `Basic ${btoa(`${call.user}:${call.password}`)}`,
      ...(typeof call.body === "string" ? { "content-type": "application/json" } : {}),
    },
    body: call.body ?? null,
    redirect: "manual",
    signal: AbortSignal.timeout(call.timeoutMilliseconds),
  });
  if (!response.ok) throw refusal(response, call.codeIn(await response.text()));
  return response;
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CarrierCallError
      ? error
      : new CarrierCallError(codeOf(error), { cause: error });
  }
}

function refusal(response: Response, code: string | number | null): CarrierCallError {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new CarrierCallError(code ?? response.status, {
    status: response.status,
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
