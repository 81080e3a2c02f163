/** Rows that one statement changes: a text whose commit waits behind what it writes, with whole pages after a checkpoint, hardly feels it. */
export const BATCH = 250;

/** Of the time that a batch of rows took, how much passes before the next one: texts go first. */
const REST = 0.3;

/**
 * Changes rows by `BATCH` until a batch is not full, or until `deadline` (milliseconds since the epoch), with a rest after each. How
 * many it changed, and whether more are left.
 */
export async function inBatches(
  deadline: number,
  batch: (maxCount: number) => Promise<number>,
): Promise<{ done: number; more: boolean }> {
  let done = 0;
  for (;;) {
    const started = Date.now();
    if (started > deadline) return { done, more: true };
    const changed = await batch(BATCH);
    done += changed;
    if (changed < BATCH) return { done, more: false };
    await new Promise((resolve) => setTimeout(resolve, (Date.now() - started) * REST));
  }
}
