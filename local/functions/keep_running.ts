import type { FunctionProcess } from "./start_function_process.ts";

/** A process of a function that is started again whenever it ends. */
export type Instance = {
  /** Its base URL while it listens. */
  url(): string | undefined;
  pid(): number | undefined;
  /** Resolves when the first start has succeeded or failed. */
  tried: Promise<void>;
  kill(signal: Deno.Signal): void;
  /** Ends the process, and starts it again at once; resolves when the new one listens or has failed to. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const LONGEST_PAUSE = 5_000;
const HEALTHY_AFTER = 10_000;

/** Starts the process now and whenever it has ended; one that keeps failing is tried less and less often, every 5 s at last. */
export function keepRunning(
  start: () => FunctionProcess,
  log: (line: string) => void,
): Instance {
  let process: FunctionProcess | undefined;
  let url: string | undefined;
  let stopping = false;
  let asked = false;
  let wake = () => {};
  let tried = Promise.withResolvers<void>();

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run() {
    for (let failures = 0; !stopping;) {
      asked = false;
      const started = performance.now();
      process = start();
      url = await process.listening;
      tried.resolve();
      const status = await process.ended;
      url = process = undefined;
      if (stopping || asked) continue;

      log(`Ended by itself (${status.signal ?? `exit code ${status.code}`}), starts again`);
      failures = performance.now() - started > HEALTHY_AFTER ? 1 : failures + 1;
      // The first restart comes at once: it is a crash, not yet a habit.
      if (failures > 1) await pause(Math.min(100 * 2 ** (failures - 1), LONGEST_PAUSE));
    }
  }

  const running = run();
  return {
    url: () => url,
    pid: () => process?.pid,
    get tried() {
      return tried.promise;
    },
    kill: (signal) => process?.kill(signal),
    restart() {
      asked = true;
      url = undefined;
      tried = Promise.withResolvers();
      wake();
      process?.end();
      return tried.promise;
    },
    async stop() {
      stopping = true;
      wake();
      await process?.end();
      await running;
    },
  };
}
