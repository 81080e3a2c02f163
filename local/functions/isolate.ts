/**
 * What `deno serve` runs for each function: loads the function's own `index.ts` and gives it what the platform's isolate has and plain
 * Deno lacks. Imports nothing, so that a function pays for nothing but itself.
 *
 * @module
 */

const BACKGROUND_WORK_WITHIN = 2_000;

const [entry = "", ...settings] = Deno.args;
const pending = new Set<Promise<void>>();

// Deno needs some variables to start and sets others; the function sees its settings and nothing else.
for (const name of Object.keys(Deno.env.toObject())) {
  if (!settings.includes(name)) Deno.env.delete(name);
}

// https://supabase.com/docs/guides/functions/background-tasks
Object.defineProperty(globalThis, "EdgeRuntime", {
  value: {
    waitUntil(work: Promise<unknown>) {
      const settled = work.then(() => {}, (error) => {
        Deno.stderr.writeSync(
          new TextEncoder().encode(`Background work failed: ${Deno.inspect(error)}\n`),
        );
      }).finally(() => pending.delete(settled));
      pending.add(settled);
    },
  },
});

Deno.addSignalListener("SIGTERM", async () => {
  const late = new Promise((resolve) => setTimeout(resolve, BACKGROUND_WORK_WITHIN));
  await Promise.race([Promise.all(pending), late]);
  Deno.exit();
});

// Nobody writes to this input: it ends when whoever started us has ended, however that came.
(async () => {
  const byte = new Uint8Array(1);
  while (await Deno.stdin.read(byte) !== null);
  Deno.exit();
})();

export default (await import(entry)).default;
