import { pageOf } from "./page_of.ts";
import { type AccountNumber, newSid, type State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";

const E164 = /^\+[1-9]\d{6,14}$/;

/** Twilio's magic numbers (docs: iam/test-credentials): what buying them is answered. */
const MAGIC: Record<string, [number, string]> = {
  "+15005550000": [21422, "PhoneNumber is not available"],
  "+15005550001": [21421, "PhoneNumber is invalid"],
};

/** Where texts and calls go and their end is told, as the API takes and shows it: `SmsUrl`, `sms_url`. */
const SETTINGS = {
  smsUrl: ["SmsUrl", "sms_url", ""],
  smsMethod: ["SmsMethod", "sms_method", "POST"],
  smsFallbackUrl: ["SmsFallbackUrl", "sms_fallback_url", ""],
  smsApplicationSid: ["SmsApplicationSid", "sms_application_sid", ""],
  voiceUrl: ["VoiceUrl", "voice_url", ""],
  voiceMethod: ["VoiceMethod", "voice_method", "POST"],
  voiceApplicationSid: ["VoiceApplicationSid", "voice_application_sid", ""],
  trunkSid: ["TrunkSid", "trunk_sid", ""],
  statusCallback: ["StatusCallback", "status_callback", ""],
  statusCallbackMethod: ["StatusCallbackMethod", "status_callback_method", "POST"],
} as const;
const ALL = { sms: true, mms: true, voice: true };
const NAMES = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];

/** `GET|POST …/IncomingPhoneNumbers.json`: the account's numbers; a POST buys one. */
export function accountNumbers(
  state: State,
  method: string,
  form: URLSearchParams,
  query: URLSearchParams,
): Response {
  if (method === "GET") {
    const found = [...state.numbers.values()].filter(({ number }) =>
      !query.has("PhoneNumber") || number === query.get("PhoneNumber")
    );
    const { items, page } = pageOf(state, "IncomingPhoneNumbers", found, query);
    return Response.json({
      incoming_phone_numbers: items.map((number) => numberJson(state, number)),
      ...page,
    });
  }
  const number = form.get("PhoneNumber") ?? "";
  if (MAGIC[number]) return twilioError(400, ...MAGIC[number]);
  if (!E164.test(number)) return twilioError(400, 21421, "PhoneNumber is invalid");
  // Also when it is the account itself that has it.
  if (state.numbers.has(number) || state.faults.strikes("refuse_buy")) {
    return twilioError(400, 21422, "PhoneNumber is not available");
  }
  const unset = Object.fromEntries(NAMES.map((name) => [name, SETTINGS[name][2]]));
  const bought = change(
    state,
    { sid: newSid("PN"), number, ...ALL, ...unset } as AccountNumber,
    form,
  );
  return state.faults.strikes("buy_then_error")
    ? twilioError(500, 20500, "Internal Server Error")
    : Response.json(numberJson(state, bought), { status: 201 });
}

/** `GET|POST|DELETE …/IncomingPhoneNumbers/{PN}.json` */
export function accountNumber(
  state: State,
  method: string,
  sid: string,
  form: URLSearchParams,
): Response {
  const number = [...state.numbers.values()].find((candidate) => candidate.sid === sid);
  if (!number) return twilioError(404, 20404, "The requested resource was not found");
  if (method === "DELETE") {
    state.numbers.delete(number.number);
    return new Response(null, { status: 204 });
  }
  return Response.json(numberJson(state, method === "POST" ? change(state, number, form) : number));
}

function change(state: State, number: AccountNumber, form: URLSearchParams): AccountNumber {
  const changes = NAMES.flatMap((name) => {
    const value = form.get(SETTINGS[name][0]);
    return value === null ? [] : [[name, value]];
  });
  const changed: AccountNumber = { ...number, ...Object.fromEntries(changes) };
  state.numbers.set(number.number, changed);
  return changed;
}

/** As the REST API shows it (OpenAPI: api.v2010.account.incoming_phone_number). */
function numberJson(state: State, number: AccountNumber): Record<string, unknown> {
  return {
    account_sid: state.accountSid,
    api_version: "2010-04-01",
    beta: false,
    capabilities: { voice: number.voice, sms: number.sms, mms: number.mms, fax: false },
    friendly_name: number.number,
    phone_number: number.number,
    sid: number.sid,
    sms_fallback_method: "POST",
    status: "in-use",
    ...Object.fromEntries(NAMES.map((name) => [SETTINGS[name][1], number[name]])),
    uri: `/2010-04-01/Accounts/${state.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}
