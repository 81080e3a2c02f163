import type { State } from "../state.ts";
import { type Element, parseTwiml } from "./parse_twiml.ts";

/** Enough to call somebody. */
const TELLING_DIGITS = 10;

/**
 * Where a real number shows that must not: in an answer to the carrier outside of the `<Number>` that rings that very person, or where a
 * call would have shown it on somebody's phone. Looked for in every answer so far, for everybody who has a phone by now.
 */
export function findLeaks(state: State): string[] {
  const people = new Set([
    ...state.phones.keys(),
    ...state.behaviours.keys(),
    ...[...state.calls.values()].map(({ phone }) => phone),
  ]);
  for (const number of state.numbers.keys()) people.delete(number);
  const needles = [...people].map((phone) => phone.replace(/\D/g, "").slice(-TELLING_DIGITS));
  const tells = (text: string) => {
    const digits = text.replace(/\D/g, "");
    return digits.length >= TELLING_DIGITS && needles.some((needle) => digits.includes(needle));
  };

  return [
    ...state.leaks,
    ...state.answers.flatMap(({ phone, body }) => {
      const verbs = parseTwiml(body);
      if (verbs === null) return tells(body) ? ["A real number in an answer"] : [];
      return verbs.flatMap((verb) => leaksIn(verb, phone, tells));
    }),
  ];
}

function leaksIn(element: Element, phone: string, tells: (text: string) => boolean): string[] {
  const { name, attributes, text, children } = element;
  const leaks = Object.entries(attributes)
    .filter(([, value]) => tells(value))
    .map(([attribute]) => `A real number in ${attribute} of <${name}>`);
  if (name === "Number" ? text.trim() === phone : tells(text)) {
    leaks.push(`A real number in <${name}>`);
  }
  return [...leaks, ...children.flatMap((child) => leaksIn(child, phone, tells))];
}
