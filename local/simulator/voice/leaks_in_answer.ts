import { type Element, parseTwiml } from "./parse_twiml.ts";

/** Enough to call somebody. */
const TELLING_DIGITS = 10;
const SHORTEST_NUMBER = 7;

/**
 * Where an answer to the carrier shows a number of one of these people, however it is written, outside of a `<Number>` that may ring it:
 * `mayRing` is asked of each.
 */
export function leaksInAnswer(
  body: string,
  people: Iterable<string>,
  mayRing: (number: Element, dial: Element) => boolean,
): string[] {
  const needles = [...people].map((phone) => phone.replace(/\D/g, "").slice(-TELLING_DIGITS))
    // What a withheld number is shown as is nobody's.
    .filter(({ length }) => length >= SHORTEST_NUMBER);
  const tells = (text: string) => {
    const digits = text.replace(/\D/g, "");
    return digits.length >= TELLING_DIGITS && needles.some((needle) => digits.includes(needle));
  };
  const leaksIn = (element: Element, parent: Element): string[] => {
    const { name, attributes, text, children } = element;
    const leaks = Object.entries(attributes)
      .filter(([, value]) => tells(value))
      .map(([attribute]) => `A real number in ${attribute} of <${name}>`);
    if (name === "Number" ? !mayRing(element, parent) : tells(text)) {
      leaks.push(`A real number in <${name}>`);
    }
    return [...leaks, ...children.flatMap((child) => leaksIn(child, element))];
  };

  const verbs = parseTwiml(body);
  if (verbs === null) return tells(body) ? ["A real number in an answer"] : [];
  const response = { name: "Response", attributes: {}, text: "", children: verbs };
  return verbs.flatMap((verb) => leaksIn(verb, response));
}
