/** A figure of several runs: the median, and the lowest and the highest of them. */
export type Figure = { median: number; min: number; max: number; runs: number; unit: string };

/** The figure of one value a run. */
export function figure(values: number[], unit: string): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: round(quantile(sorted, 0.5)),
    min: round(sorted[0]!),
    max: round(sorted.at(-1)!),
    runs: sorted.length,
    unit,
  };
}

/** The value below which so much of a sorted, non-empty list lies; 0.5 is the median. */
export function quantile(sorted: number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

/** Three digits that mean something are enough for anything that was measured. */
function round(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 4 : 3));
}
