import { type AccountNumber, newSid, type State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";

/** `GET|POST …/IncomingPhoneNumbers.json`: the account's numbers; a POST adds one, or changes where its texts go. */
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
    const uri = `/2010-04-01/Accounts/${state.accountSid}/IncomingPhoneNumbers.json`;
    return Response.json({
      incoming_phone_numbers: found.map((number) => numberJson(state, number)),
      page: 0,
      page_size: 1000,
      start: 0,
      end: Math.max(found.length - 1, 0),
      uri,
      first_page_uri: uri,
      next_page_uri: null,
      previous_page_uri: null,
    });
  }
  const number = form.get("PhoneNumber") ?? "";
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return twilioError(400, 21421, "PhoneNumber is invalid");
  const known = state.numbers.get(number) ??
    {
      sid: newSid("PN"),
      number,
      smsUrl: "",
      smsFallbackUrl: "",
      voiceUrl: "",
      statusCallback: "",
    };
  return Response.json(numberJson(state, change(state, known, form)), { status: 201 });
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
  const changed = {
    ...number,
    smsUrl: form.get("SmsUrl") ?? number.smsUrl,
    smsFallbackUrl: form.get("SmsFallbackUrl") ?? number.smsFallbackUrl,
    voiceUrl: form.get("VoiceUrl") ?? number.voiceUrl,
    statusCallback: form.get("StatusCallback") ?? number.statusCallback,
  };
  state.numbers.set(number.number, changed);
  return changed;
}

/** As the REST API shows it (OpenAPI: api.v2010.account.incoming_phone_number), as far as texts and calls go. */
function numberJson(
  state: State,
  { sid, number, smsUrl, smsFallbackUrl, voiceUrl, statusCallback }: AccountNumber,
): Record<string, unknown> {
  return {
    account_sid: state.accountSid,
    api_version: "2010-04-01",
    beta: false,
    capabilities: { voice: true, sms: true, mms: true, fax: false },
    friendly_name: number,
    phone_number: number,
    sid,
    sms_fallback_method: "POST",
    sms_fallback_url: smsFallbackUrl,
    sms_method: "POST",
    sms_url: smsUrl,
    status: "in-use",
    status_callback: statusCallback,
    status_callback_method: "POST",
    uri: `/2010-04-01/Accounts/${state.accountSid}/IncomingPhoneNumbers/${sid}.json`,
    voice_method: "POST",
    voice_url: voiceUrl,
  };
}
