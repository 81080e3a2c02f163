import { findLeaks } from "../../functions/_shared/leak_guard/find_leaks.ts";

/** Written examples by what they hold; several texts in one example are sent one after the other, and the last one is judged. */
export type Corpus = Record<"phone" | "email" | "handle" | "link" | "innocent", Example[]>;
type Example = string | string[];

/** So many texts before the last one are looked at: as `masking.earlier_bodies` gives them. */
const EARLIER = 3;

export type Measured = {
  leaks: number;
  innocent: number;
  missed: Example[];
  falseAlarms: Example[];
  /** Of what was found, how much is a leak; of the leaks, how many were found. */
  precision: number;
  recall: number;
};

/** How well `findLeaks` tells the leaks of a corpus from the rest. */
export function measure({ innocent, ...leaks }: Corpus): Measured {
  const all = Object.values(leaks).flat();
  const missed = all.filter((example) => !isFound(example));
  const falseAlarms = innocent.filter(isFound);
  const found = all.length - missed.length;
  return {
    leaks: all.length,
    innocent: innocent.length,
    missed,
    falseAlarms,
    precision: found / (found + falseAlarms.length),
    recall: found / all.length,
  };
}

function isFound(example: Example): boolean {
  const texts = [example].flat();
  return findLeaks(texts.at(-1)!, texts.slice(0, -1).slice(-EARLIER)).length > 0;
}
