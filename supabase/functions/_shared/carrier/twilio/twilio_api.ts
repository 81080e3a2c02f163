import { callApi } from "../call_api.ts";

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

type MediaList = { media_list: { uri: string }[] };

type Page = { messages: TwilioMessage[]; next_page_uri: string | null };

const PAGE_SIZE = "1000";

/**
 * The few calls of Twilio's REST API that we make, on fetch: the SDK's client is twice as large as everything else together, and its
 * node:http sends a POST again when a timeout cuts a used connection. Failures are those of `callApi`.
 */
export function createTwilioApi(account: TwilioAccount, timeoutMilliseconds: number) {
  const base = `/2010-04-01/Accounts/${account.TWILIO_ACCOUNT_SID}`;
  const user = account.TWILIO_API_KEY ?? account.TWILIO_ACCOUNT_SID;
  const password = account.TWILIO_API_SECRET ?? account.TWILIO_AUTH_TOKEN;
  const authorization = `Basic ${btoa(`${user}:${password}`)}`;

  const call = <T>(method: string, path: string, form?: [string, string][]): Promise<T> =>
    callApi({
      method,
      url: account.TWILIO_API_BASE_URL + path,
      user,
      password,
      body: form && new URLSearchParams(form),
      timeoutMilliseconds,
      codeIn,
    });

  return {
    authorization,

    fetchAccount: () => call("GET", `${base}.json`),

    createMessage: (form: [string, string][]) =>
      call<TwilioMessage>("POST", `${base}/Messages.json`, form),

    fetchMessage: (sid: string) =>
      call<TwilioMessage>("GET", `${base}/Messages/${encodeURIComponent(sid)}.json`),

    deleteMessage: (sid: string) =>
      call<void>("DELETE", `${base}/Messages/${encodeURIComponent(sid)}.json`),

    /** Absolute URLs, in the order in which they came (docs: messaging/api/media-resource). */
    listMedia: async (sid: string): Promise<string[]> => {
      const { media_list } = await call<MediaList>(
        "GET",
        `${base}/Messages/${encodeURIComponent(sid)}/Media.json`,
      );
      return media_list.map(({ uri }) => account.TWILIO_API_BASE_URL + uri.replace(/\.json$/, ""));
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

/** Twilio's own code. */
function codeIn(text: string): number | null {
  try {
    const { code } = JSON.parse(text);
    return typeof code === "number" ? code : null;
  } catch {
    return null;
  }
}
