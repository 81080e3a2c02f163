const MINUTE = 60;
const HOUR = 60 * MINUTE;
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];
const MOST_STEPS = 90;

/** Seconds between two points of so many hours: a round time, and 90 of them at most. */
export function historyStep(hours: number): number {
  return STEPS.find((step) => hours * HOUR / step <= MOST_STEPS) ?? STEPS.at(-1)!;
}
