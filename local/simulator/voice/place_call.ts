import { inBackground, type State } from "../state.ts";
import { type Call, newCall } from "./call.ts";
import { end } from "./progress.ts";
import { runCall } from "./run_twiml.ts";
import { scheduleHangUp } from "./schedule_hang_up.ts";

/** What Twilio shows of a caller who withholds the number: the letters of "anonymous" on a keypad. */
const WITHHELD = "+266696687";

/** Somebody calls a number of the account, or one that is nobody's here. */
export function placeCall(
  state: State,
  from: string,
  { to, withheld, hangUpAfter }: { to: string; withheld: boolean; hangUpAfter?: number },
): Call {
  const number = state.numbers.get(to);
  const call = newCall(state, {
    direction: "inbound",
    from: withheld ? WITHHELD : from,
    to,
    phone: from,
    status: "ringing",
    statusCallback: number?.statusCallback || null,
  });
  scheduleHangUp(state, call, hangUpAfter);
  if (number?.voice && number.voiceUrl) inBackground(state, runCall(state, call, number.voiceUrl));
  else end(state, call, "failed");
  return call;
}
