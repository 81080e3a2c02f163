import { deliver } from "../deliver.ts";
import { inBackground, type Message, pause, type State } from "../state.ts";
import { plivoError } from "./plivo_error.ts";
import { postPlivo } from "./post_plivo.ts";
import { plivoStatusParams } from "./webhook_params.ts";

/** Nobody waits longer for an answer that never comes. */
const NO_ANSWER_MILLISECONDS = 60_000;

/** The recipient said STOP: Plivo takes the text, and fails it (docs: messaging/concepts/dnd-service). */
const OPTED_OUT = 200;

/** The sender is not the account's any more, or cannot text (docs: messaging/troubleshooting/error-codes). */
const INVALID_SOURCE = 40;

/** `POST …/Message/` (docs: messaging/api/message/send-a-message) */
export async function createPlivoMessage(
  state: State,
  input: { src?: string; dst?: string; text?: string; url?: string; media_urls?: string[] },
): Promise<Response> {
  const { faults } = state;
  await pause(state, faults.settings.slow_ms);
  if (faults.strikes("rate_limit")) return plivoError(429, "too many requests");
  if (faults.strikes("server_error")) return plivoError(500, "internal server error");

  const [from, to] = [toNumber(input.src), toNumber(input.dst)];
  const body = input.text ?? "";
  const urls = input.media_urls ?? [];
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return plivoError(400, "dst is not a valid phone number");
  if (state.numbers.get(from)?.carrier !== "plivo") return plivoError(400, "src is not yours");
  if (body === "" && urls.length === 0) return plivoError(400, "text parameter not present");
  if (body.length > 1600) return plivoError(400, "text exceeds the limit");
  // Support article 360041855032.
  if (urls.length > 10) return plivoError(400, "too many attachments");
  if (!urls.every((url) => URL.canParse(url))) return plivoError(400, "media_urls are not valid");

  const message: Message = {
    sid: crypto.randomUUID(),
    from,
    to,
    body,
    media: urls.map((url) => ({
      sid: crypto.randomUUID(),
      url,
      content_type: "application/octet-stream",
    })),
    direction: "outbound-api",
    status: "queued",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: input.url ?? null,
    createdAt: new Date(),
    sentAt: null,
    statuses: ["queued"],
    webhookAnswers: [],
  };
  state.messages.set(message.sid, message);
  if (from === faults.settings.bad_number) fail(state, message, INVALID_SOURCE);
  else if (state.optOuts.has(`${to} ${from}`)) fail(state, message, OPTED_OUT);
  else deliver(state, message);

  if (faults.strikes("accept_then_timeout")) {
    await pause(state, NO_ANSWER_MILLISECONDS);
    return plivoError(504, "gateway timeout");
  }
  return faults.strikes("accept_then_error")
    ? plivoError(500, "internal server error")
    : Response.json({
      api_id: crypto.randomUUID(),
      message: "message(s) queued",
      message_uuid: [message.sid],
    }, { status: 202 });
}

function fail(state: State, message: Message, code: number): void {
  message.status = "failed";
  message.errorCode = code;
  message.statuses.push("failed");
  if (message.statusCallback === null || state.faults.strikes("lose_status")) return;
  const told = postPlivo(state, message.statusCallback, plivoStatusParams(message, "failed"));
  inBackground(state, told.then(() => {}));
}

/** Plivo strips signs off (docs: send-a-message, dst). */
function toNumber(number = ""): string {
  return `+${number.replace(/[/\-.+() ]/g, "")}`;
}
