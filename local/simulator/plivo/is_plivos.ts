import type { Message, State } from "../state.ts";

/** Whether a text came to, or went out from, a number of Plivo's: one carrier knows nothing of the other's. */
export function isPlivos(state: State, { from, to, direction }: Message): boolean {
  return state.numbers.get(direction === "inbound" ? to : from)?.carrier === "plivo";
}
