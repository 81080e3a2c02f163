import { inBackground, type State } from "../state.ts";
import { type Call, when } from "./call.ts";
import { hangUp } from "./progress.ts";

/** Lets the phone hang up after the time that its behaviour names, if it does. */
export function scheduleHangUp(
  state: State,
  call: Call,
  milliseconds = state.behaviours.get(call.phone)?.hang_up_after_ms,
): void {
  if (milliseconds === null || milliseconds === undefined) return;
  inBackground(
    state,
    when([call], () => call.endedAt !== null, milliseconds).then(() => hangUp(state, call)),
  );
}
