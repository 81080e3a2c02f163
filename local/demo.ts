/**
 * `deno task demo`: one conversation in the terminal, on the stack that runs or on one of its own.
 *
 * @module
 */

import { playDemo } from "./demo/play_demo.ts";
import { describeError } from "./process/describe_error.ts";
import { print, printError } from "./process/print.ts";
import { watchLaunchers } from "./process/watch_launchers.ts";
import { localFile } from "./stack/local_file.ts";
import { readStatus } from "./stack/status_file.ts";
import { type Stack, startStack } from "./start_stack.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.addSignalListener(signal, () => stopping.abort());
}
const unwatch = await watchLaunchers(() => stopping.abort());
const { promise: aborted, reject } = Promise.withResolvers<never>();
aborted.catch(() => {});
stopping.signal.addEventListener("abort", () => reject(new Error("Stopped")));

let own: Stack | undefined;
let failed = true;
try {
  let status = await readStatus(localFile("status.json"));
  if (!status) {
    print("Starting a local stack for the demo: none runs (deno task start starts one that stays)");
    const ports = { apiPort: 0, dbPort: 0, simulatorPort: 0, consolePort: 0 };
    own = await startStack({ ...ports, watch: false, signal: stopping.signal });
    status = own.status;
  }
  await Promise.race([playDemo(status, print), aborted]);
  failed = false;
} catch (error) {
  printError(describeError(error));
} finally {
  unwatch();
  await own?.stop();
}
Deno.exit(failed ? 1 : 0);
