import { TwilioCallError } from "./twilio_call_error.ts";

/** Fields of a form, a repeated one as pairs. */
type Form = Record<string, string> | [string, string][];

/** The account that is called, and how. */
export type TwilioAccount = {
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string;
  TWILIO_API_KEY?: string | undefined;
  TWILIO_API_SECRET?: string | undefined;
  TWILIO_API_BASE_URL: string;
};

/** A message as Twilio's API shows it (docs: messaging/api/message-resource); the fields that we read. Dates are RFC 2822. */
export type TwilioMessage = {
  sid: string;
  status: string;
  error_code: number | null;
  direction: string;
  from: string;
  to: string;
  body: string;
  num_media: string;
  date_created: string;
};

/** A call as Twilio's API shows it (docs: voice/api/call-resource); the fields that we read. `duration` is null before its end. */
export type TwilioCall = {
  sid: string;
  status: string;
  from: string;
  to: string;
  duration: string | null;
};

type Page = { messages: TwilioMessage[]; next_page_uri: string | null };

type CallPage = { calls: TwilioCall[]; next_page_uri: string | null };

/** Where each kind of copy is deleted, by the prefix of its id. */
const COLLECTIONS: Record<string, string> = { CA: "Calls", RE: "Recordings" };

const PAGE_SIZE = "1000";

/**
 * The few calls of Twilio's REST API that we make, on fetch: the SDK's client is twice as large as everything else together, and its
 * node:http sends a POST again when a timeout cuts a used connection. A call goes out once, ends in time, and throws `TwilioCallError`
 * for anything but success.
 */
export function createTwilioApi(account: TwilioAccount, timeoutMilliseconds: number) {
  const base = `/2010-04-01/Accounts/${account.TWILIO_ACCOUNT_SID}`;
  const user = account.TWILIO_API_KEY ?? account.TWILIO_ACCOUNT_SID;
  const password = account.TWILIO_API_SECRET ?? account.TWILIO_AUTH_TOKEN;

  async function request(method: string, path: string, form?: Form): Promise<Response> {
    const response = await fetch(account.TWILIO_API_BASE_URL + path, {
      method,
      headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
      body: form ? new URLSearchParams(form) : null,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (!response.ok) throw refusal(response, await response.text());
    return response;
  }

  async function call<T>(method: string, path: string, form?: Form): Promise<T> {
    return await named(async () => {
      const text = await (await request(method, path, form)).text();
      // A deletion is answered 204, without a body.
      return text === "" ? undefined as T : JSON.parse(text);
    });
  }

  return {
    fetchAccount: () => call("GET", `${base}.json`),

    createMessage: (form: Record<string, string>) =>
      call<TwilioMessage>("POST", `${base}/Messages.json`, form),

    fetchMessage: (sid: string) =>
      call<TwilioMessage>("GET", `${base}/Messages/${encodeURIComponent(sid)}.json`),

    /** A message, a call or a recording. */
    deleteCopy: (sid: string) =>
      call<void>(
        "DELETE",
        `${base}/${COLLECTIONS[sid.slice(0, 2)] ?? "Messages"}/${encodeURIComponent(sid)}.json`,
      ),

    createCall: (form: Form) => call<TwilioCall>("POST", `${base}/Calls.json`, form),

    fetchCall: (sid: string) =>
      call<TwilioCall>("GET", `${base}/Calls/${encodeURIComponent(sid)}.json`),

    updateCall: (sid: string, form: Form) =>
      call<void>("POST", `${base}/Calls/${encodeURIComponent(sid)}.json`, form),

    /** The audio itself. */
    fetchRecording: (sid: string) =>
      named(() => request("GET", `${base}/Recordings/${encodeURIComponent(sid)}.mp3`)),

    async listCalls(filter: Record<string, string>): Promise<TwilioCall[]> {
      const calls: TwilioCall[] = [];
      let path: string | null = `${base}/Calls.json?${new URLSearchParams({
        ...filter,
        PageSize: PAGE_SIZE,
      })}`;
      while (path !== null) {
        const page: CallPage = await call<CallPage>("GET", path);
        calls.push(...page.calls);
        path = page.next_page_uri;
      }
      return calls;
    },

    /** Newest first; asks for the next page when this one has been read. */
    async *listMessages(filter: Record<string, string>): AsyncGenerator<TwilioMessage> {
      const query = new URLSearchParams({ ...filter, PageSize: PAGE_SIZE });
      let path: string | null = `${base}/Messages.json?${query}`;
      while (path !== null) {
        const page: Page = await call<Page>("GET", path);
        yield* page.messages;
        path = page.next_page_uri;
      }
    },
  };
}

/** Whatever goes wrong is a `TwilioCallError`. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TwilioCallError
      ? error
      : new TwilioCallError(codeOf(error), { cause: error });
  }
}

function refusal(response: Response, text: string): TwilioCallError {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new TwilioCallError(codeIn(text) ?? response.status, {
    status: response.status,
    ...(Number.isNaN(seconds) ? {} : { retryAfterSeconds: seconds }),
  });
}

/** Twilio's own code; what stands before Twilio answers without one. */
function codeIn(text: string): number | null {
  try {
    const { code } = JSON.parse(text);
    return typeof code === "number" ? code : null;
  } catch {
    return null;
  }
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
