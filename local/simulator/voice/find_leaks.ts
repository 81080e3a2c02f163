import type { State } from "../state.ts";
import { leaksInAnswer } from "./leaks_in_answer.ts";

/**
 * Where a real number shows that must not: in an answer to the carrier outside of a `<Number>` that rings somebody else than the caller,
 * or where a call would have shown it on somebody's phone. Looked for in every answer so far, for everybody who has a phone by now.
 */
export function findLeaks(state: State): string[] {
  const people = new Set([
    ...state.phones.keys(),
    ...state.behaviours.keys(),
    ...[...state.calls.values()].map(({ phone }) => phone),
  ]);
  for (const number of state.numbers.keys()) people.delete(number);
  return [
    ...state.leaks,
    ...state.answers.flatMap(({ phone, body }) =>
      leaksInAnswer(body, people, ({ text }) => text.trim() !== phone)
    ),
  ];
}
