/** What a load did: calls a second, and the milliseconds that each took, sorted. */
export type Driven = { perSecond: number; milliseconds: number[] };

/** Does `count` calls, `concurrency` at a time; `open` makes what one worker calls with. The first failure ends it. */
export async function drive<Worker>(load: {
  count: number;
  concurrency: number;
  open: () => Promise<Worker>;
  call: (worker: Worker, index: number) => Promise<unknown>;
  close?: (worker: Worker) => unknown;
}): Promise<Driven> {
  const workers = await Promise.all(Array.from({ length: load.concurrency }, load.open));
  const milliseconds: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(workers.map(async (worker) => {
    while (next < load.count) {
      const index = next++;
      const before = performance.now();
      await load.call(worker, index);
      milliseconds.push(performance.now() - before);
    }
  }));
  const perSecond = load.count / (performance.now() - started) * 1000;
  for (const worker of workers) await load.close?.(worker);
  return { perSecond, milliseconds: milliseconds.sort((a, b) => a - b) };
}
