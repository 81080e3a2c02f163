/**
 * `deno task start`: the whole of Maskline on this machine, until Ctrl-C.
 *
 * @module
 */

import { describeError } from "./process/describe_error.ts";
import { print, printError } from "./process/print.ts";
import { watchLaunchers } from "./process/watch_launchers.ts";
import { describeStack } from "./stack/describe_stack.ts";
import { keepEncryptionKey } from "./stack/keep_encryption_key.ts";
import { printLog } from "./stack/print_log.ts";
import { readOptions } from "./stack/read_options.ts";
import { localFile } from "./stack/local_file.ts";
import { startStack } from "./start_stack.ts";

const began = performance.now();
const stopping = new AbortController();
const { promise: asked, resolve: stop } = Promise.withResolvers<void>();
stopping.signal.addEventListener("abort", () => stop());

// One Ctrl-C may come twice, from the terminal and from `deno task`: what follows the first changes nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.addSignalListener(signal, () => stopping.abort());
}
const unwatch = await watchLaunchers(() => stopping.abort());

try {
  const options = readOptions(Deno.args, Deno.env.toObject());
  if (options.dataDir ?? options.databaseUrl) {
    // What is in there was encrypted by an earlier start.
    const key = () => keepEncryptionKey(localFile("phone_encryption_key"));
    options.settings = { PHONE_ENCRYPTION_KEY: await key(), ...options.settings };
  }
  print("Starting Maskline's local stack: Postgres, carrier simulator, functions, gateway");
  const stack = await startStack({
    ...options,
    // The console shows what they do.
    settings: { CONTROL_WORDS: "BLOCK,REPORT", ...options.settings },
    console: true,
    onLog: printLog,
    statusFile: localFile("status.json"),
    signal: stopping.signal,
  });
  print(describeStack(stack.status));
  print(`Ready in ${((performance.now() - began) / 1_000).toFixed(1)} s. Stop with Ctrl-C.`);
  await asked;
  print("Stopping");
  await stack.stop();
  print("Stopped");
} catch (error) {
  if (!stopping.signal.aborted) {
    printError(describeError(error));
    Deno.exit(1);
  }
  print("Stopped");
} finally {
  unwatch();
}
Deno.exit(0);
