import { fileURLToPath } from "node:url";
import { cacheFunctions } from "../../local/functions/cache_functions.ts";
import { denoFolder } from "../../local/functions/deno_folder.ts";
import { startFunctionProcess } from "../../local/functions/start_function_process.ts";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

/** Serves a module in `processes` processes, as the local stack serves a function; what they write is thrown away. */
export async function startServers(entry: URL, settings: Record<string, string>, processes = 1) {
  await cacheFunctions([entry.href], CONFIG, () => {});
  const denoDir = await denoFolder();
  const started = Array.from(
    { length: processes },
    () =>
      startFunctionProcess({ entry: entry.href, settings, config: CONFIG, denoDir, log: () => {} }),
  );
  const urls = await Promise.all(started.map((process) => process.listening));
  if (urls.includes(undefined)) throw new Error(`Serve ${entry}: it ended before it listened`);
  return {
    urls: urls as string[],
    pids: started.map((process) => process.pid),
    stop: () => Promise.all(started.map((process) => process.end())),
  };
}
