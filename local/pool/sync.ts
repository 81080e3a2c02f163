/**
 * `deno task pool:sync`: says how the numbers of the carrier account differ from the pool, and with `--apply` changes that; Ctrl-C stops
 * it, and it can be started again.
 *
 * @module
 */

import { describeError } from "../process/describe_error.ts";
import { print, printError } from "../process/print.ts";
import { localFile } from "../stack/local_file.ts";
import { readStatus } from "../stack/status_file.ts";
import { describeChange, describeSync } from "./describe_sync.ts";
import { readSyncOptions } from "./read_sync_options.ts";
import { syncPool } from "./sync_pool.ts";

try {
  const stack = await readStatus(localFile("status.json"));
  const options = readSyncOptions(Deno.args, Deno.env.toObject(), stack);
  const result = await syncPool({
    ...options,
    onChange: (change, failed) =>
      print(describeChange(change, failed ? "failed" : options.apply ? "changed" : "found")),
  });
  for (const line of describeSync(result)) print(line);
  Deno.exit(result.failed > 0 || !result.applied && result.changed > 0 ? 1 : 0);
} catch (error) {
  printError(describeError(error));
  Deno.exit(1);
}
