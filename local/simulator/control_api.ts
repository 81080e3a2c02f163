import { createFaults, parseFaults } from "./faults.ts";
import { receive } from "./receive.ts";
import type { PhoneMedia, State } from "./state.ts";
import { controlCalls } from "./voice/control_calls.ts";
import { findLeaks } from "./voice/find_leaks.ts";
import { hangUp } from "./voice/progress.ts";

const PHONE = /^\/simulator\/phones\/([^/]+)\/messages$/;
const PHONE_CALLS = /^\/simulator\/phones\/([^/]+)\/(calls(?:\/.+)?|behaviour)$/;
const PLIVO_NUMBER = /^\/simulator\/plivo\/numbers\/([^/]+)$/;
const NUMBER = /^\/simulator\/numbers\/([^/]+)$/;
const PICTURE = /^\/simulator\/pictures\/([^/]+)$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** What a test, the demo or the console does to the simulated world. With `after` a phone tells only what comes behind so many texts. */
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
  const plivoNumber = PLIVO_NUMBER.exec(pathname)?.[1];
  const number = NUMBER.exec(pathname)?.[1];
  const picture = state.pictures.get(PICTURE.exec(pathname)?.[1] ?? "");
  if (picture && request.method === "GET") {
    return new Response(picture.bytes, { headers: { "content-type": picture.content_type } });
  }
  const route = `${request.method} ${
    phone !== undefined
      ? "phone"
      : plivoNumber !== undefined
      ? "plivo number"
      : number !== undefined
      ? "number"
      : pathname
  }`;
  switch (route) {
    case "GET phone": {
      const messages = state.phones.get(decode(phone!)) ?? [];
      const after = new URL(request.url).searchParams.get("after");
      if (after === null) return Response.json({ messages });
      return Response.json({ messages: messages.slice(Number(after)), count: messages.length });
    }
    case "POST phone":
      return await text(state, decode(phone!), await readJson(request));
    case "PUT plivo number":
      return addPlivoNumber(state, decode(plivoNumber!), await readJson(request));
    case "PUT number":
      return setCapabilities(state, decode(number!), await readJson(request));
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
    case "GET /simulator/answers":
      return Response.json({ answers: state.answers });
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
      state.pictures.clear();
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
  const files = readMedia(media);
  if (!files) {
    return refuse(
      "Text from a phone: media must be a list of ten at most, of URLs (data: or http:) or of {url, content_type}",
    );
  }
  if (body === "" && files.length === 0) {
    return refuse("Text from a phone: it needs a body or media");
  }
  const { sid } = receive(state, { from, to, body, media: files });
  return Response.json({ sid }, { status: 202 });
}

/** A file's URL tells its type where it is a data URL; of another one it may be said. */
function readMedia(input: unknown): PhoneMedia[] | null {
  if (!Array.isArray(input) || input.length > 10) return null;
  const files = input.map((item) => typeof item === "string" ? { url: item } : item ?? {});
  if (!files.every(({ url }) => typeof url === "string" && URL.canParse(url))) return null;
  return files.map(({ url, content_type }) => ({
    url,
    content_type: String(
      content_type ?? /^data:([^;,]+)/.exec(url)?.[1] ?? "application/octet-stream",
    ),
  }));
}

/** What an application of Plivo's and its numbers would say. */
function addPlivoNumber(state: State, number: string, input: unknown): Response {
  const { message_url: smsUrl } = (input ?? {}) as { message_url?: unknown };
  if (state.plivo === null) return refuse("Add a number of Plivo's: start with PLIVO_AUTH_ID");
  if (!E164.test(number) || typeof smsUrl !== "string") {
    return refuse("Add a number of Plivo's: it must be E.164, and message_url a URL");
  }
  state.numbers.set(number, {
    sid: "",
    number,
    smsUrl,
    smsMethod: "POST",
    smsFallbackUrl: "",
    smsApplicationSid: "",
    voiceUrl: "",
    voiceMethod: "POST",
    voiceApplicationSid: "",
    trunkSid: "",
    statusCallback: "",
    statusCallbackMethod: "POST",
    sms: true,
    mms: true,
    voice: true,
    carrier: "plivo",
  });
  return new Response(null, { status: 204 });
}

/** What a number of the account can do from now on; what is not named stays. */
function setCapabilities(state: State, number: string, input: unknown): Response {
  const owned = state.numbers.get(number);
  const changes = Object.entries(input ?? {});
  if (
    !owned ||
    !changes.every(([name, can]) =>
      ["sms", "mms", "voice"].includes(name) && typeof can === "boolean"
    )
  ) {
    return refuse("Set what a number can do: sms, mms and voice of one of the account's");
  }
  state.numbers.set(number, { ...owned, ...Object.fromEntries(changes) });
  return new Response(null, { status: 204 });
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
