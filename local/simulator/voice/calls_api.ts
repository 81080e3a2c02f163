import { inBackground, pause, type State } from "../state.ts";
import { twilioError } from "../twilio_error.ts";
import { type Call, newCall, touch } from "./call.ts";
import { durationOf } from "./call_params.ts";
import { hangUp } from "./progress.ts";
import { ring } from "./ring.ts";
import { runCall } from "./run_twiml.ts";

const NO_ANSWER_MILLISECONDS = 60_000;
const NOT_FOUND = [404, 20404, "The requested resource was not found"] as const;

/** `GET|POST …/Calls.json` and `GET|POST|DELETE …/Calls/{CA}.json` (docs: voice/api/call-resource). */
export async function callsApi(
  state: State,
  method: string,
  sid: string | undefined,
  form: URLSearchParams,
  query: URLSearchParams,
): Promise<Response> {
  if (sid === undefined) {
    return method === "POST" ? await createCall(state, form) : listCalls(state, query);
  }
  const call = state.calls.get(sid);
  if (!call) return twilioError(...NOT_FOUND);
  if (method === "DELETE") {
    if (call.endedAt === null) return twilioError(409, 20009, "The call is not over");
    state.calls.delete(sid);
    return new Response(null, { status: 204 });
  }
  if (method === "POST") {
    if (call.endedAt !== null) return twilioError(400, 21220, "Call is not in-progress");
    if (form.has("Url")) call.redirectUrl = form.get("Url");
    else hangUp(state, call);
    touch(call);
  }
  return Response.json(callJson(state, call));
}

/** `GET …/Recordings/{RE}.mp3` or `.wav`, `DELETE …/Recordings/{RE}.json` */
export function recordingsApi(
  state: State,
  method: string,
  sid: string,
  extension?: string,
): Response {
  if (!state.recordings.has(sid)) return twilioError(...NOT_FOUND);
  if (method === "DELETE") {
    state.recordings.delete(sid);
    return new Response(null, { status: 204 });
  }
  const type = extension === "wav" ? "audio/x-wav" : "audio/mpeg";
  return new Response(`audio of ${sid}`, { headers: { "content-type": type } });
}

async function createCall(state: State, form: URLSearchParams): Promise<Response> {
  const { faults } = state;
  await pause(state, faults.settings.slow_ms);
  if (faults.strikes("rate_limit")) return twilioError(429, 20429, "Too Many Requests");
  if (faults.strikes("server_error")) return twilioError(500, 20500, "Internal Server Error");
  const [to, from, url] = [form.get("To") ?? "", form.get("From") ?? "", form.get("Url") ?? ""];
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return twilioError(400, 21211, "Invalid 'To' Phone Number");
  const number = state.numbers.get(from);
  if (!number || number.carrier === "plivo" || from === faults.settings.bad_number) {
    return twilioError(400, 21210, "'From' phone number not verified");
  }
  if (state.behaviours.get(to)?.on_call === "unreachable") {
    return twilioError(400, 21214, "'To' phone number cannot be reached");
  }
  if (!URL.canParse(url)) return twilioError(400, 21205, "Url is not a valid URL");

  const call = newCall(state, {
    direction: "outbound-api",
    from,
    to,
    phone: to,
    statusCallback: form.get("StatusCallback"),
    statusEvents: new Set(
      form.has("StatusCallbackEvent") ? form.getAll("StatusCallbackEvent") : ["completed"],
    ),
  });
  const created = Response.json(callJson(state, call), { status: 201 });
  inBackground(
    state,
    (async () => {
      if (await ring(state, call, Number(form.get("Timeout") ?? 60))) {
        await runCall(state, call, url);
      }
    })(),
  );
  if (faults.strikes("accept_then_timeout")) await pause(state, NO_ANSWER_MILLISECONDS);
  return faults.strikes("accept_then_error")
    ? twilioError(500, 20500, "Internal Server Error")
    : created;
}

function listCalls(state: State, query: URLSearchParams): Response {
  const found = [...state.calls.values()].toReversed().filter((call) =>
    (!query.has("To") || call.to === query.get("To")) &&
    (!query.has("From") || call.from === query.get("From")) &&
    (!query.has("ParentCallSid") || call.parentSid === query.get("ParentCallSid"))
  );
  return Response.json({
    calls: found.map((call) => callJson(state, call)),
    page: 0,
    page_size: found.length,
    start: 0,
    end: Math.max(found.length - 1, 0),
    next_page_uri: null,
    previous_page_uri: null,
  });
}

/** As the REST API shows it (OpenAPI: api.v2010.account.call), as far as it is known here. */
function callJson(state: State, call: Call): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${state.accountSid}/Calls/${call.sid}.json`;
  return {
    account_sid: state.accountSid,
    api_version: "2010-04-01",
    date_created: rfc2822(call.createdAt),
    direction: call.direction,
    duration: call.endedAt === null ? null : String(durationOf(call)),
    end_time: call.endedAt && rfc2822(call.endedAt),
    from: call.from,
    parent_call_sid: call.parentSid,
    price: null,
    price_unit: "USD",
    sid: call.sid,
    start_time: call.answeredAt && rfc2822(call.answeredAt),
    status: call.status,
    to: call.to,
    uri,
  };
}

function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
