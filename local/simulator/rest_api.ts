import { accountNumber, accountNumbers } from "./account_numbers.ts";
import { availableNumbers, prices } from "./available_numbers.ts";
import { createMessage } from "./create_message.ts";
import { listMessages } from "./list_messages.ts";
import { messageMedia } from "./media.ts";
import { messageJson } from "./message_json.ts";
import { pause, type State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";
import { callsApi, recordingsApi } from "./voice/calls_api.ts";

const PATH =
  /^\/2010-04-01\/Accounts\/([^/.]+)(?:\/(Messages|IncomingPhoneNumbers|Calls|Recordings)(?:\/([^/.]+))?)?\.(json|mp3|wav)$/;
const MEDIA_PATH =
  /^\/2010-04-01\/Accounts\/([^/.]+)\/Messages\/([^/.]+)\/Media(?:\/([^/.]+)(?:\.json)?|\.json)$/;
const AVAILABLE =
  /^\/2010-04-01\/Accounts\/([^/.]+)\/AvailablePhoneNumbers\/([A-Z]{2})\/Local\.json$/;
const PRICES = /^\/v1\/PhoneNumbers\/Countries\/([A-Z]{2})$/;

/** Messages on their way cannot be deleted. */
const FINAL = new Set(["received", "delivered", "undelivered", "failed"]);

/** The part of Twilio's REST API that is used, with its Basic authentication. */
export async function restApi(state: State, request: Request): Promise<Response> {
  if (
    request.headers.get("authorization") !==
      `Basic ${btoa(`${state.accountSid}:${state.authToken}`)}`
  ) {
    return twilioError(401, 20003, "Authenticate");
  }
  const url = new URL(request.url);
  const media = MEDIA_PATH.exec(url.pathname);
  if (media && media[1] === state.accountSid) {
    return await messageMedia(state, request.method, state.messages.get(media[2]!), media[3]);
  }
  const [, priced] = PRICES.exec(url.pathname) ?? [];
  if (priced !== undefined) return prices(priced);
  const [, searcher, country = ""] = AVAILABLE.exec(url.pathname) ?? [];
  if (searcher === state.accountSid) {
    await pause(state, state.faults.settings.slow_ms);
    return availableNumbers(state, country, url.searchParams);
  }

  const [, account, collection, sid, extension] = PATH.exec(url.pathname) ?? [];
  if (account !== state.accountSid) {
    return twilioError(404, 20404, "The requested resource was not found");
  }
  const { method } = request;
  const form = new URLSearchParams(method === "POST" ? await request.text() : "");

  if (!collection) {
    return Response.json({
      sid: account,
      friendly_name: "Simulated account",
      status: "active",
      type: "Full",
      owner_account_sid: account,
    });
  }
  if (collection === "IncomingPhoneNumbers") {
    if (method === "POST") await pause(state, state.faults.settings.slow_ms);
    return sid
      ? accountNumber(state, method, sid, form)
      : accountNumbers(state, method, form, url.searchParams);
  }
  if (collection === "Calls") return await callsApi(state, method, sid, form, url.searchParams);
  if (collection === "Recordings") return recordingsApi(state, method, sid ?? "", extension);
  if (!sid) {
    return method === "POST"
      ? await createMessage(state, form)
      : listMessages(state, url.searchParams);
  }

  const message = state.messages.get(sid);
  if (!message) return twilioError(404, 20404, "The requested resource was not found");
  if (
    method === "DELETE" && (!FINAL.has(message.status) || state.faults.strikes("refuse_delete"))
  ) {
    return twilioError(409, 20009, "Cannot delete message because delivery has not been completed");
  }
  if (method === "DELETE") {
    state.messages.delete(sid);
    return new Response(null, { status: 204 });
  }
  if (method === "POST" && form.get("Body") === "") message.body = "";
  return Response.json(messageJson(state, message));
}
