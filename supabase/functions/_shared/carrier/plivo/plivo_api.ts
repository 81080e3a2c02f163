import { callApi } from "../call_api.ts";

/** The account that is called, and how. */
export type PlivoAccount = {
  PLIVO_AUTH_ID: string;
  PLIVO_AUTH_TOKEN: string;
  PLIVO_API_BASE_URL: string;
};

/** A message detail record (docs: messaging/api/message/the-message-object); the fields that we read. It never has the words. */
export type PlivoMessage = {
  message_uuid: string;
  message_state: string;
  error_code: string | null;
  from_number: string;
  to_number: string;
  message_type: string;
};

/** A file of a message (plivo/plivo-python, tests/resources/fixtures/messageListMediaResponse.json). */
type PlivoMedia = { media_url: string };

type Page = { meta: { next: string | null }; objects: PlivoMessage[] };

/** The most that Plivo lists at once. */
const PAGE_SIZE = "20";

/** The few calls of Plivo's REST API that we make, on fetch; its SDK is as large as all the rest. Failures are those of `callApi`. */
export function createPlivoApi(account: PlivoAccount, timeoutMilliseconds: number) {
  const base = `/v1/Account/${account.PLIVO_AUTH_ID}`;

  const call = <T>(
    method: string,
    path: string,
    input?: Record<string, string | string[]>,
  ): Promise<T> =>
    callApi({
      method,
      url: account.PLIVO_API_BASE_URL + path,
      user: account.PLIVO_AUTH_ID,
      password: account.PLIVO_AUTH_TOKEN,
      // Plivo reads nothing but JSON (docs: messaging/api/request).
      body: input && JSON.stringify(input),
      timeoutMilliseconds,
      // Plivo refuses in words alone (docs: messaging/api/response); its codes are those of statuses, and would be taken for them.
      codeIn: () => null,
    });

  const mediaOf = (uuid: string) => `${base}/Message/${encodeURIComponent(uuid)}/Media/`;

  return {
    fetchAccount: () => call("GET", `${base}/`),

    createMessage: (input: Record<string, string | string[]>) =>
      call<{ message_uuid: string[] }>("POST", `${base}/Message/`, input),

    fetchMessage: (uuid: string) =>
      call<PlivoMessage>("GET", `${base}/Message/${encodeURIComponent(uuid)}/`),

    listMedia: async (uuid: string) =>
      (await call<{ objects: PlivoMedia[] }>("GET", mediaOf(uuid))).objects,

    /** In no documentation, but in Plivo's own client (plivo/plivo-java, PlivoAPIService, `mmsMediaDelete`). */
    deleteMedia: (uuid: string) => call<unknown>("DELETE", mediaOf(uuid)),

    /** Newest first; asks for the next page when this one has been read. */
    async *listMessages(filter: Record<string, string>): AsyncGenerator<PlivoMessage> {
      const query = new URLSearchParams({ ...filter, limit: PAGE_SIZE });
      let path: string | null = `${base}/Message/?${query}`;
      while (path !== null) {
        const page: Page = await call<Page>("GET", path);
        yield* page.objects;
        path = page.meta.next;
      }
    },
  };
}
