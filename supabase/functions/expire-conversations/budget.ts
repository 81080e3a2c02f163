import { inBatches } from "./in_batches.ts";

/** The time that a sweep has, for whatever it does meanwhile. */
export type Budget = {
  /** Milliseconds since the epoch. */
  deadline: number;
  /** Rounds until one does nothing; how much they did in all. What a round could not do comes back later. */
  untilNone(round: () => Promise<number>): Promise<number>;
  /** Rows changed in batches by a statement that answers their count. */
  rows(batch: (maxCount: number) => Promise<{ count: number }[]>): Promise<number>;
  /** Whether the time was up before the work was. */
  isSpent(): boolean;
};

/** A budget from now on. */
export function createBudget(milliseconds: number): Budget {
  const deadline = Date.now() + milliseconds;
  let spent = false;
  return {
    deadline,
    async untilNone(round) {
      let total = 0;
      for (let done = 1; done > 0;) {
        if (Date.now() > deadline) {
          spent = true;
          break;
        }
        total += done = await round();
      }
      return total;
    },
    async rows(batch) {
      const { done, more } = await inBatches(deadline, async (max) => (await batch(max))[0]!.count);
      spent ||= more;
      return done;
    },
    isSpent: () => spent,
  };
}
