import { cacheFunctions } from "./cache_functions.ts";
import { denoFolder } from "./deno_folder.ts";
import { findFunctions } from "./find_functions.ts";
import { type Instance, keepRunning } from "./keep_running.ts";
import { startFunctionProcess } from "./start_function_process.ts";
import { watchFunctions } from "./watch_functions.ts";

/** Which functions are run, and how. */
export type FunctionsOptions = {
  /** As `supabase/functions`: each folder with an `index.ts` is a function. An absolute path. */
  folder: string;
  /** The absolute path of the `deno.json` with the import map. */
  config: string;
  /** The whole environment of the functions. */
  settings: Record<string, string>;
  /** Processes for each function, 1 unless said otherwise. */
  instances?: number;
  /** Whether a change of a file starts its function again. */
  watch?: boolean;
  /** Takes each line that a function writes; an empty name is the runner's own. */
  log?: (name: string, line: string) => void;
};

/** The functions that run. */
export type Functions = {
  /** The base URLs of the processes that listen now, for every function; an empty list is a function that is down. */
  urls(): Record<string, string[]>;
  pids(): Record<string, number[]>;
  /** Sends a signal to every process of the function, which is started again when it ends of it. */
  kill(name: string, signal: Deno.Signal): void;
  /** Starts processes again with changed settings: the n-th of each function, or all. Resolves when they listen. */
  deploy(changes: Record<string, string>, instance?: number): Promise<void>;
  stop(): Promise<void>;
};

/** Runs each function of a folder in processes of its own; resolves when each listens or has failed to. */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  const log = options.log ?? (() => {});
  const running = new Map<string, Instance[]>();
  const [found, denoDir] = await Promise.all([findFunctions(options.folder), denoFolder()]);
  const cache = (entries: Record<string, string>) =>
    cacheFunctions(Object.values(entries), options.config, (line) => log("", line));
  await cache(found);
  // Each process has its own, as while a change of the settings is being deployed.
  const settingsOf = Array.from(
    { length: options.instances ?? 1 },
    () => ({ ...options.settings }),
  );

  const add = (name: string, entry: string) => {
    const { config } = options;
    const ownLog = (line: string) => log(name, line);
    const start = (settings: Record<string, string>) =>
      startFunctionProcess({ entry, settings, config, denoDir, log: ownLog });
    running.set(name, settingsOf.map((settings) => keepRunning(() => start(settings), ownLog)));
  };
  for (const [name, entry] of Object.entries(found)) add(name, entry);

  const refresh = async (changed: Set<string> | "all") => {
    const now = await findFunctions(options.folder);
    await cache(now);
    for (const [name, instances] of running) {
      if (!(name in now)) {
        running.delete(name);
        await Promise.all(instances.map((instance) => instance.stop()));
      } else if (changed === "all" || changed.has(name)) {
        log(name, "Changed, starts again");
        for (const instance of instances) instance.restart();
      }
    }
    for (const [name, entry] of Object.entries(now)) if (!running.has(name)) add(name, entry);
  };
  let refreshed = Promise.resolve();
  const unwatch = options.watch
    ? watchFunctions(options.folder, (changed) => {
      refreshed = refreshed.then(() => refresh(changed))
        .catch((error) => log("", `Look for changes: ${error.message}`));
    })
    : () => Promise.resolve();

  await Promise.all([...running.values()].flat().map((instance) => instance.tried));
  const each = <T>(read: (instance: Instance) => T | undefined): Record<string, T[]> =>
    Object.fromEntries(
      [...running].map(([name, instances]) => [
        name,
        instances.map(read).filter((value) => value !== undefined),
      ]),
    );
  return {
    urls: () => each((instance) => instance.url()),
    pids: () => each((instance) => instance.pid()),
    kill: (name, signal) => running.get(name)?.forEach((instance) => instance.kill(signal)),
    async deploy(changes, instance) {
      for (const [index, settings] of settingsOf.entries()) {
        if (instance !== undefined && index !== instance) continue;
        Object.assign(settings, changes);
        await Promise.all([...running.values()].map((instances) => instances[index]!.restart()));
      }
    },
    async stop() {
      await unwatch();
      await refreshed;
      await Promise.all([...running.values()].flat().map((instance) => instance.stop()));
    },
  };
}
