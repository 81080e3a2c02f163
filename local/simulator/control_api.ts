import { createFaults, parseFaults } from "./faults.ts";
import { receive } from "./receive.ts";
import type { State } from "./state.ts";
import { controlCalls } from "./voice/control_calls.ts";
import { findLeaks } from "./voice/find_leaks.ts";
import { hangUp } from "./voice/progress.ts";

const PHONE = /^\/simulator\/phones\/([^/]+)\/messages$/;
const PHONE_CALLS = /^\/simulator\/phones\/([^/]+)\/(calls(?:\/.+)?|behaviour)$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** What a test, the demo or the console does to the simulated world. */
export async function controlApi(state: State, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, caller, path] = PHONE_CALLS.exec(pathname) ?? [];
  if (caller !== undefined) {
    const { method } = request;
    const input = method === "GET" ? null : await readJson(request);
    const answer = controlCalls(state, method, decode(caller), path!, input);
    if (answer !== null) return typeof answer === "string" ? refuse(answer) : answer;
  }
  const phone = PHONE.exec(pathname)?.[1];
  const route = `${request.method} ${phone === undefined ? pathname : "phone"}`;
  switch (route) {
    case "GET phone":
      return Response.json({ messages: state.phones.get(decode(phone!)) ?? [] });
    case "POST phone":
      return await text(state, decode(phone!), await readJson(request));
    case "GET /simulator/messages":
      return Response.json({
        messages: [...state.messages.values()].map((
          { sid, from, to, body, direction, status, statuses, webhookAnswers },
        ) => ({
          sid,
          from,
          to,
          body,
          direction,
          status,
          statuses,
          webhook_answers: webhookAnswers,
        })),
      });
    case "GET /simulator/calls":
      return Response.json({
        calls: [...state.calls.values()].map(({ sid, from, to, phone, direction, status }) => ({
          sid,
          from,
          to,
          phone,
          direction,
          status,
        })),
      });
    case "GET /simulator/leaks":
      return Response.json({ leaks: findLeaks(state), answers: state.answers.length });
    case "GET /simulator/idle":
      return Response.json({ idle: state.pending.size === 0 });
    case "GET /simulator/faults":
      return Response.json(state.faults.settings);
    case "PUT /simulator/faults": {
      const faults = parseFaults(await readJson(request));
      if (typeof faults === "string") return refuse(`Set the faults: ${faults}`);
      state.faults = createFaults(faults);
      return Response.json(state.faults.settings);
    }
    case "DELETE /simulator":
      state.messages.clear();
      state.phones.clear();
      state.optOuts.clear();
      state.queues.clear();
      for (const call of state.calls.values()) hangUp(state, call);
      state.calls.clear();
      state.behaviours.clear();
      state.conferences.clear();
      state.recordings.clear();
      state.answers.length = 0;
      state.leaks.length = 0;
      state.faults = createFaults();
      return new Response(null, { status: 204 });
    default:
      return Response.json({
        code: "not_found",
        message: "Control the simulator: there is nothing at this path",
      }, { status: 404 });
  }
}

function text(state: State, from: string, input: unknown): Response {
  const { to, body = "", media = [] } = (input ?? {}) as {
    to?: unknown;
    body?: unknown;
    media?: unknown;
  };
  if (!E164.test(from)) {
    return refuse("Text from a phone: its number must be E.164, as +14155550101");
  }
  if (typeof to !== "string" || !E164.test(to)) {
    return refuse("Text from a phone: to must be E.164, as +14155550110");
  }
  if (typeof body !== "string" || body.length > 1600) {
    return refuse("Text from a phone: body must be a text of 1,600 characters at most");
  }
  if (!Array.isArray(media) || media.length > 10) {
    return refuse("Text from a phone: media must be a list of ten at most");
  }
  if (body === "" && media.length === 0) {
    return refuse("Text from a phone: it needs a body or media");
  }
  return Response.json({ sid: receive(state, { from, to, body, media }).sid }, { status: 202 });
}

async function readJson(request: Request): Promise<unknown> {
  return await request.json().catch(() => null);
}

function decode(number: string): string {
  try {
    return decodeURIComponent(number);
  } catch {
    return number;
  }
}

function refuse(message: string): Response {
  return Response.json({ code: "invalid_request", message }, { status: 400 });
}
