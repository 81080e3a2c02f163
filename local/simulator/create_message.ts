import { deliver } from "./deliver.ts";
import { messageJson } from "./message_json.ts";
import { type Message, newSid, pause, type State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";

/** Nobody waits longer for an answer that never comes. */
const NO_ANSWER_MILLISECONDS = 60_000;
const E164 = /^\+[1-9]\d{6,14}$/;

/** Twilio's magic numbers (docs: iam/test-credentials): what a text to, or from, them is answered. */
const MAGIC_TO: Record<string, [number, string]> = {
  "+15005550001": [21211, "Invalid 'To' Phone Number"],
  "+15005550002": [21612, "The 'To' phone number is not currently reachable via SMS"],
  "+15005550003": [21408, "Permission to send an SMS has not been enabled for the region"],
  "+15005550004": [21610, "Attempt to send to unsubscribed recipient"],
  "+15005550009": [21614, "'To' number is not a valid mobile number"],
};
const MAGIC_FROM: Record<string, [number, string]> = {
  "+15005550001": [21212, "The 'From' phone number is not valid"],
  "+15005550007": [21606, "The 'From' phone number is not a valid, SMS-capable number"],
  "+15005550008": [21611, "This 'From' number has exceeded the maximum number of queued messages"],
};

/** `POST …/Messages.json` */
export async function createMessage(state: State, form: URLSearchParams): Promise<Response> {
  const { faults } = state;
  await pause(state, faults.settings.slow_ms);
  if (faults.strikes("rate_limit")) {
    const headers: Record<string, string> = faults.random() < 0.5 ? { "retry-after": "1" } : {};
    return twilioError(429, 20429, "Too Many Requests", headers);
  }
  if (faults.strikes("server_error")) return twilioError(500, 20500, "Internal Server Error");

  const refusal = refuse(state, form);
  if (refusal) return twilioError(400, ...refusal);

  const messagingServiceSid = form.get("MessagingServiceSid");
  const message: Message = {
    sid: newSid(form.has("MediaUrl") ? "MM" : "SM"),
    from: form.get("From") ?? [...state.numbers.keys()][0] ?? "",
    to: form.get("To") ?? "",
    body: form.get("Body") ?? "",
    media: form.getAll("MediaUrl").map((url) => ({
      sid: newSid("ME"),
      url,
      content_type: "application/octet-stream",
    })),
    direction: "outbound-api",
    status: messagingServiceSid ? "accepted" : "queued",
    errorCode: null,
    messagingServiceSid,
    statusCallback: form.get("StatusCallback"),
    createdAt: new Date(),
    sentAt: null,
    statuses: [messagingServiceSid ? "accepted" : "queued"],
    webhookAnswers: [],
  };
  state.messages.set(message.sid, message);
  const answer = Response.json(messageJson(state, message), { status: 201 });
  deliver(state, message);

  if (faults.strikes("accept_then_timeout")) {
    await pause(state, NO_ANSWER_MILLISECONDS);
    return twilioError(504, 20504, "Gateway Timeout");
  }
  return faults.strikes("accept_then_error")
    ? twilioError(500, 20500, "Internal Server Error")
    : answer;
}

function refuse(state: State, form: URLSearchParams): [number, string] | null {
  const [to, from, body] = [form.get("To") ?? "", form.get("From"), form.get("Body") ?? ""];
  if (MAGIC_TO[to]) return MAGIC_TO[to];
  if (!E164.test(to)) return [21211, "Invalid 'To' Phone Number"];
  if (from === null && !form.has("MessagingServiceSid")) {
    return [21603, "A 'From' phone number is required"];
  }
  if (from !== null && MAGIC_FROM[from]) return MAGIC_FROM[from];
  if (from !== null && (!state.numbers.has(from) || from === state.faults.settings.bad_number)) {
    return [21606, "The 'From' phone number is not one of your account"];
  }
  if (from !== null && !state.numbers.get(from)!.sms) {
    return [21606, "The 'From' phone number is not a valid, SMS-capable number"];
  }
  if (body === "" && !form.has("MediaUrl")) return [21602, "Message body is required"];
  if (body.length > 1600) {
    return [21617, "The concatenated message body exceeds the 1600 character limit"];
  }
  if (!form.getAll("MediaUrl").every((url) => /^https?:\/\//.test(url) && URL.canParse(url))) {
    return [21620, "Invalid media URL(s)"];
  }
  if (form.getAll("MediaUrl").length > 10) {
    return [21623, "Number of media files exceeds allowed limit"];
  }
  const blocked = form.has("MessagingServiceSid")
    ? [...state.numbers.keys()].some((number) => state.optOuts.has(`${to} ${number}`))
    : state.optOuts.has(`${to} ${from}`);
  return blocked ? [21610, "Attempt to send to unsubscribed recipient"] : null;
}
