import { figure } from "./figure.ts";
import type { Ratio } from "./section.ts";

/** The ratio of pairs that were measured side by side, run by run; `target` is what its median must reach or stay under. */
export function ratio(
  measured: number[],
  beside: number[],
  target?: { atLeast: number } | { atMost: number },
): Ratio {
  const { median, min, max, runs } = figure(
    measured.map((value, run) => value / beside[run]!),
    "ratio",
  );
  if (!target) return { median, min, max, runs };
  return "atLeast" in target
    ? {
      median,
      min,
      max,
      runs,
      target: `at least ${target.atLeast}`,
      met: median >= target.atLeast,
    }
    : { median, min, max, runs, target: `at most ${target.atMost}`, met: median <= target.atMost };
}
