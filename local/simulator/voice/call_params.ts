import type { State } from "../state.ts";
import type { Call } from "./call.ts";

/** What every request about a call says (docs: voice/twiml, "TwiML voice requests"). */
export function callParams(state: State, call: Call): [string, string][] {
  return [
    ["Called", call.to],
    ["ToCountry", "US"],
    ["CallerCountry", "US"],
    ["Direction", call.direction],
    ["AccountSid", state.accountSid],
    ["ApiVersion", "2010-04-01"],
    ["CallSid", call.sid],
    ["CallStatus", call.status],
    ["Caller", call.from],
    ["From", call.from],
    ["To", call.to],
    ...(call.parentSid ? [["ParentCallSid", call.parentSid] as [string, string]] : []),
  ];
}

/** Whole seconds, as they are billed; 0 for what was never answered. */
export function durationOf(call: Call): number {
  return call.answeredAt === null
    ? 0
    : Math.ceil(((call.endedAt ?? new Date()).getTime() - call.answeredAt.getTime()) / 1000);
}
