/**
 * `deno task keys:rotate`: brings everything under the current key while the functions run; Ctrl-C stops it, and it can be started
 * again.
 *
 * @module
 */

import { describeError } from "../process/describe_error.ts";
import { print, printError } from "../process/print.ts";
import { localFile } from "../stack/local_file.ts";
import { readStatus } from "../stack/status_file.ts";
import { describeRotation, progressBar } from "./describe_rotation.ts";
import { readRotationOptions } from "./read_rotation_options.ts";
import { rotateKeys } from "./rotate_keys.ts";

try {
  const stack = await readStatus(localFile("status.json"));
  const result = await rotateKeys({
    ...readRotationOptions(Deno.args, Deno.env.toObject(), stack),
    onProgress: (done, total) => {
      const bar = progressBar(done, total);
      if (Deno.stdout.isTerminal()) Deno.stdout.writeSync(new TextEncoder().encode(`\r${bar}`));
      else print(bar);
    },
  });
  if (Deno.stdout.isTerminal()) print();
  for (const line of describeRotation(result)) print(line);
  Deno.exit(result.old.used ? 1 : 0);
} catch (error) {
  printError(describeError(error));
  Deno.exit(1);
}
