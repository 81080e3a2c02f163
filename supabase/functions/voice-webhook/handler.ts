import type { Deps } from "../_shared/deps.ts";
import { pathAndQuery } from "../_shared/http/path_and_query.ts";
import { toPublicError } from "../_shared/http/problem.ts";
import { readBody } from "../_shared/http/read_body.ts";
import { requestId } from "../_shared/http/request_id.ts";
import { languageOf } from "../_shared/language/language_of.ts";
import { acceptCall } from "./accept_call.ts";
import { answerCall } from "./answer_call.ts";
import type { CallRoute } from "./call_route.ts";
import { enterPin } from "./enter_pin.ts";
import { finishDial } from "./finish_dial.ts";
import { playVoicemail } from "./play_voicemail.ts";
import { receiveCall } from "./receive_call.ts";
import { receiveStatus } from "./receive_status.ts";
import { say } from "./say.ts";
import { takeRecording } from "./take_recording.ts";
import { takeVoicemail } from "./take_voicemail.ts";

/** Of these nobody on the line waits for the answer. */
const REPORTS: CallRoute[] = [receiveStatus, takeVoicemail, takeRecording];

/** What the carrier posts, by path; a person gets `/voicemail`. */
export const ROUTES: Record<string, CallRoute> = {
  "": receiveCall,
  "/answered": answerCall,
  "/accepted": acceptCall,
  "/dialed": finishDial,
  "/pin": enterPin,
  "/unreached": (_, { language }) => Promise.resolve(say(language, (texts) => texts.notReached)),
  "/goodbye": (_, { language }) => Promise.resolve(say(language, (texts) => texts.goodbye)),
  "/recorded": takeVoicemail,
  "/recording": takeRecording,
  "/status": receiveStatus,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `POST /voice-webhook` and what follows from it, all from the carrier; `GET /voice-webhook/voicemail`, from a person. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const started = performance.now();
    const id = requestId(request);
    const path = /^\/voice-webhook((?:\/[a-z]+)?)\/?(?:\?|$)/.exec(pathAndQuery(request.url))?.[1];
    const known = path === "/voicemail" || path !== undefined && Object.hasOwn(ROUTES, path);
    const method = path === "/voicemail" ? "GET" : "POST";
    const response = !known
      ? new Response(null, { status: 404 })
      : request.method !== method
      ? new Response(null, { status: 405, headers: { allow: method } })
      : path === "/voicemail"
      ? await playVoicemail(
        deps,
        callIdIn(request.url),
        new URL(request.url).searchParams,
        id,
      )
      : await answer(deps, request, ROUTES[path!]!, id);
    response.headers.set("x-request-id", id);
    deps.log("request", {
      request_id: id,
      method: request.method,
      route: known ? `/voice-webhook${path}` : "none",
      status: response.status,
      duration_ms: Math.round(performance.now() - started),
    });
    return response;
  };
}

async function answer(
  deps: Deps,
  request: Request,
  route: CallRoute,
  requestId: string,
): Promise<Response> {
  const language = languageOf(deps, new URL(request.url).searchParams.get("language"));
  const voice = await deps.voice();
  try {
    const body = await readBody(request).catch(() => null);
    const webhook = body === null ? null : await voice.readCall({
      // Never request.url: behind the platform's gateway it is not the URL that the carrier called and signed.
      url: deps.publicFunctionsUrl + pathAndQuery(request.url),
      headers: request.headers,
      body,
    });
    if (webhook === null) return new Response(null, { status: 403 });
    const callId = callIdIn(request.url);
    const recorded = new URL(request.url).searchParams.get("recorded") === "true";
    const answer = await route(deps, { webhook, callId, language, recorded, requestId });
    return answer === null
      ? new Response(null, { status: 204 })
      : await voice.answer(answer.steps, answer.language);
  } catch (error) {
    deps.log("failure", { request_id: requestId, code: toPublicError(error).code, error });
    if (REPORTS.includes(route)) return new Response(null, { status: 500 });
    // Somebody is on the line: better words than what the carrier says to an error.
    return await voice.answer(say(language, ({ failure }) => failure).steps, language);
  }
}

/** Our id of the call that the URL names. */
function callIdIn(url: string): string | null {
  const id = new URL(url).searchParams.get("call");
  return id !== null && UUID.test(id) ? id : null;
}
