import { parseArgs } from "node:util";
import { type LocalStack, readFunctionsTarget } from "../stack/read_functions_target.ts";
import type { SyncOptions } from "./sync_pool.ts";

/** What the caller says by flags or the environment, else the local stack's. Throws an error that names what is missing or wrong. */
export function readSyncOptions(
  args: readonly string[],
  environment: Record<string, string>,
  stack: LocalStack,
): SyncOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: "string" },
      apply: { type: "boolean", default: false },
      import: { type: "boolean", default: false },
    },
  });
  return {
    ...readFunctionsTarget("Sync the pool", values.url, environment, stack),
    apply: values.apply,
    import: values.import,
  };
}
