import type { State } from "../state.ts";
import type { Behaviour, Call } from "./call.ts";
import { touch } from "./call.ts";
import { placeCall } from "./place_call.ts";
import { hangUp } from "./progress.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
const ON_CALL: Behaviour["on_call"][] = [
  "ring",
  "answer",
  "busy",
  "no_answer",
  "reject",
  "fail",
  "unreachable",
];

/**
 * What a person does with a phone: `POST|GET …/calls`, `PUT …/behaviour`, `POST …/calls/{sid}/answer|reject|hang_up|digits`. A text says
 * what is wrong with the request, null that there is no such thing.
 */
export function controlCalls(
  state: State,
  method: string,
  phone: string,
  path: string,
  input: unknown,
): Response | string | null {
  if (!E164.test(phone)) return "Use a phone: its number must be E.164, as +14155550101";
  const body = (input ?? {}) as Record<string, unknown>;
  const milliseconds = body.hang_up_after_ms;
  if (milliseconds !== undefined && milliseconds !== null && typeof milliseconds !== "number") {
    return "Use a phone: hang_up_after_ms must be a number";
  }

  if (path === "behaviour" && method === "PUT") {
    const { on_call = "ring", digits = "" } = body;
    if (!ON_CALL.includes(on_call as Behaviour["on_call"]) || typeof digits !== "string") {
      return `Set a behaviour: on_call must be one of ${ON_CALL.join(", ")}, digits a text`;
    }
    const behaviour: Behaviour = {
      on_call: on_call as Behaviour["on_call"],
      digits,
      hang_up_after_ms: milliseconds ?? null,
    };
    state.behaviours.set(phone, behaviour);
    return Response.json(behaviour);
  }
  if (path === "calls" && method === "GET") {
    const calls = [...state.calls.values()].filter((call) => call.phone === phone);
    return Response.json({ calls: calls.map(phoneCall) });
  }
  if (path === "calls" && method === "POST") {
    const { to, withheld = false } = body;
    if (typeof to !== "string" || !E164.test(to)) {
      return "Call from a phone: to must be E.164, as +14155550110";
    }
    const call = placeCall(state, phone, {
      to,
      withheld: withheld === true,
      ...(typeof milliseconds === "number" ? { hangUpAfter: milliseconds } : {}),
    });
    return Response.json({ sid: call.sid }, { status: 202 });
  }

  const [, sid, action] = /^calls\/([^/]+)\/([a-z_]+)$/.exec(path) ?? [];
  const call = sid === undefined ? undefined : state.calls.get(sid);
  if (!call || call.phone !== phone || method !== "POST") return null;
  if (action === "answer" || action === "reject") call.wish = action;
  else if (action === "hang_up") hangUp(state, call);
  else if (action === "digits" && typeof body.digits === "string") call.pressed += body.digits;
  else return null;
  touch(call);
  return Response.json(phoneCall(call));
}

/** What the phone shows: also the number that seems to be calling. */
function phoneCall(call: Call): Record<string, unknown> {
  const { sid, from, to, status, heard, connectedTo } = call;
  return {
    sid,
    direction: call.direction === "inbound" ? "out" : "in",
    from,
    to,
    status,
    heard,
    connected_to: connectedTo,
    at: call.createdAt.toISOString(),
  };
}
