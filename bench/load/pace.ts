/**
 * Starts a call every `everyMilliseconds`, whether or not the last has ended, `count` in all or until `signal` is aborted; the
 * milliseconds that each took, sorted.
 */
export async function pace(load: {
  count: number;
  everyMilliseconds: number;
  signal?: AbortSignal;
  call: (index: number) => Promise<unknown>;
}): Promise<number[]> {
  const started = performance.now();
  const milliseconds: number[] = [];
  await Promise.all(
    Array.from({ length: load.count }, async (_, index) => {
      const due = started + index * load.everyMilliseconds;
      await new Promise((resolve) => setTimeout(resolve, Math.max(due - performance.now(), 0)));
      if (load.signal?.aborted) return;
      await load.call(index);
      // From the time at which it was due: waiting for a turn is waiting too.
      milliseconds.push(performance.now() - due);
    }),
  );
  return milliseconds.sort((a, b) => a - b);
}
