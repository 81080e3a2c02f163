import { callApi, requestApi } from "../call_api.ts";
import type { AudioFormat } from "../voice_carrier.ts";

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

type MediaList = { media_list: { uri: string }[] };

/** A number of the account (docs: phone-numbers/api/incomingphonenumber-resource); the fields that we read. */
export type TwilioNumber = {
  sid: string;
  phone_number: string;
  capabilities: { sms: boolean; mms: boolean; voice: boolean };
  sms_url: string | null;
  sms_method: string | null;
  sms_application_sid: string | null;
  voice_url: string | null;
  voice_method: string | null;
  voice_application_sid: string | null;
  trunk_sid: string | null;
  status_callback: string | null;
  status_callback_method: string | null;
};

/** What a country's numbers cost (docs: phone-numbers/pricing). */
type NumberPrices = {
  phone_number_prices: { number_type: string; current_price: string }[];
  price_unit: string;
};

/** A call as Twilio's API shows it (docs: voice/api/call-resource); the fields that we read. `duration` is null before its end. */
export type TwilioCall = {
  sid: string;
  status: string;
  from: string;
  to: string;
  duration: string | null;
};

/** Where each kind of copy is deleted, by the prefix of its id. */
const COLLECTIONS: Record<string, string> = { CA: "Calls", RE: "Recordings" };

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

  const request = (method: string, path: string, form?: Form, baseUrl?: string) => ({
    method,
    url: (baseUrl ?? account.TWILIO_API_BASE_URL) + path,
    user,
    password,
    body: form && new URLSearchParams(form),
    timeoutMilliseconds,
    codeIn,
  });
  const call = <T>(...of: Parameters<typeof request>): Promise<T> => callApi(request(...of));

  /** Asks for the next page when this one has been read. */
  async function* list<T>(collection: string, key: string, filter: Record<string, string>) {
    const query = new URLSearchParams({ ...filter, PageSize: PAGE_SIZE });
    let path: string | null = `${base}/${collection}.json?${query}`;
    while (path !== null) {
      const page: { [key: string]: T[] } & { next_page_uri: string | null } = await call(
        "GET",
        path,
      );
      yield* page[key]!;
      path = page.next_page_uri;
    }
  }

  /** Paths of the files' records, in the order in which they came (docs: messaging/api/media-resource). */
  const mediaOf = async (sid: string): Promise<string[]> => {
    const path = `${base}/Messages/${encodeURIComponent(sid)}/Media.json`;
    return (await call<MediaList>("GET", path)).media_list.map(({ uri }) => uri);
  };

  return {
    authorization,

    fetchAccount: () => call("GET", `${base}.json`),

    createMessage: (form: Form) => call<TwilioMessage>("POST", `${base}/Messages.json`, form),

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

    /** The audio itself (docs: voice/api/recording, fetch a recording's media). */
    fetchRecording: (sid: string, format: AudioFormat) =>
      requestApi(request("GET", `${base}/Recordings/${encodeURIComponent(sid)}.${format}`)),

    listCalls: (filter: Record<string, string>) => list<TwilioCall>("Calls", "calls", filter),

    /** Absolute URLs of the files themselves. */
    listMedia: async (sid: string): Promise<string[]> =>
      (await mediaOf(sid)).map((uri) => account.TWILIO_API_BASE_URL + uri.replace(/\.json$/, "")),

    /** One by one (docs: messaging/api/media-resource). */
    deleteMedia: async (sid: string): Promise<void> => {
      for (const uri of await mediaOf(sid)) await call<void>("DELETE", uri);
    },

    /** Newest first. */
    listMessages: (filter: Record<string, string>) =>
      list<TwilioMessage>("Messages", "messages", filter),

    listNumbers: (filter: Record<string, string>) =>
      list<TwilioNumber>("IncomingPhoneNumbers", "incoming_phone_numbers", filter),

    buyNumber: (form: Record<string, string>) =>
      call<TwilioNumber>("POST", `${base}/IncomingPhoneNumbers.json`, form),

    updateNumber: (sid: string, form: Record<string, string>) =>
      call("POST", `${base}/IncomingPhoneNumbers/${encodeURIComponent(sid)}.json`, form),

    deleteNumber: (sid: string) =>
      call<void>("DELETE", `${base}/IncomingPhoneNumbers/${encodeURIComponent(sid)}.json`),

    searchNumbers: (country: string, filter: Record<string, string>) =>
      call<{ available_phone_numbers: { phone_number: string }[] }>(
        "GET",
        `${base}/AvailablePhoneNumbers/${country}/Local.json?${new URLSearchParams(filter)}`,
      ),

    /** On a host of its own. */
    fetchNumberPrices: (country: string) =>
      call<NumberPrices>(
        "GET",
        `/v1/PhoneNumbers/Countries/${country}`,
        undefined,
        account.TWILIO_API_BASE_URL.replace("//api.", "//pricing."),
      ),
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
