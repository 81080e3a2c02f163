import type { DigitGroup } from "./read_digits.ts";

/**
 * How much a row of digit groups looks like a phone number: `formatted` as only phone numbers are written, `likely` where nothing
 * around it says otherwise, `possible` where the words around it speak of phones.
 */
export type NumberShape = "formatted" | "likely" | "possible";

/** Ten digits with an area code and an exchange as North America has them, perhaps after a 1. */
const NORTH_AMERICAN = /^1?(?!.11)[2-9][0-8]\d(?!11)[2-9]\d{6}$/;
const WITHOUT_AREA_CODE = /^(?!.11)[2-9]\d{6}$/;
/** A trunk prefix, as people in Australia and much of Europe write their own numbers. */
const WITH_TRUNK_PREFIX = /^0[1-9]\d{8,9}$/;
const FROM_ABROAD = /^(?:00|011)[1-9]\d{9,12}$/;
const INTERNATIONAL = /^[1-9]\d{7,14}$/;
/** People who count. */
const COUNTING = /^1?2345678/;

const USUAL = new Set(["3-3-4", "1-3-3-4", "4-3-4"]);
const COMMON = new Set([
  "10",
  "11",
  "1-10",
  "3-7",
  "1-3-7",
  "6-4",
  "1-6-4",
  "3-3-2-2",
  "1-3-3-2-2",
]);

/** The shape of these groups; null when they are no number that can be called. */
export function numberShape(groups: DigitGroup[], afterPlus: boolean): NumberShape | null {
  const digits = groups.map((group) => group.digits).join("");
  const lengths = groups.map((group) => group.digits.length);
  const gaps = groups.slice(1).map((group) => group.gap!.replace(/\s+/g, " ").trim() || " ");
  const uniform = isUniform(gaps);
  const spoken = groups.some((group) => group.spoken);
  if (COUNTING.test(digits)) return null;

  if (afterPlus && INTERNATIONAL.test(digits)) return "formatted";
  if (NORTH_AMERICAN.test(digits)) {
    const shape = lengths.join("-");
    if (USUAL.has(shape)) return gaps.at(-1) === " " ? "likely" : "formatted";
    if (COMMON.has(shape) || spoken) return "likely";
    if (lengths.every((length) => length === 1) && isSpaced(gaps)) return "likely";
    return uniform ? "possible" : null;
  }
  if (FROM_ABROAD.test(digits)) return "likely";
  if (WITH_TRUNK_PREFIX.test(digits)) {
    return uniform && groups.length <= 4 && lengths.every((length) => length > 1) ? "likely" : null;
  }
  if (WITHOUT_AREA_CODE.test(digits)) {
    if (spoken && lengths.length <= 3) return "likely";
    if (lengths.join("-") === "3-4") return gaps[0] === "-" ? "likely" : "possible";
    return lengths.length === 1 || uniform && lengths.every((length) => length === 1)
      ? "possible"
      : null;
  }
  return null;
}

function isUniform(gaps: string[]): boolean {
  return gaps.every((gap) => gap === gaps[0]);
}

/** One digit at a time, all alike or with other gaps before the last seven and the last four: not as the games of a match. */
function isSpaced(gaps: string[]): boolean {
  const between = gaps.filter((_, index) => [4, 7].includes(gaps.length - index));
  const within = gaps.filter((_, index) => ![4, 7, 10].includes(gaps.length - index));
  return isUniform(within) && isUniform(between);
}
