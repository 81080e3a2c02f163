import { parseArgs } from "node:util";
import { type LocalStack, readFunctionsTarget } from "../stack/read_functions_target.ts";
import type { RotationOptions } from "./rotate_keys.ts";

/** What the caller says by flags or the environment, else the local stack's. Throws an error that names what is missing or wrong. */
export function readRotationOptions(
  args: readonly string[],
  environment: Record<string, string>,
  stack: LocalStack,
): RotationOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { url: { type: "string" }, to: { type: "string" }, batch: { type: "string" } },
  });
  const target = readFunctionsTarget("Rotate the keys", values.url, environment, stack);
  if (values.batch !== undefined && !/^[1-9]\d{0,2}$/.test(values.batch)) {
    throw new Error(`Rotate the keys: --batch is ${values.batch}, must be 1 to 500`);
  }
  return {
    ...target,
    ...(values.to === undefined ? {} : { to: values.to }),
    ...(values.batch === undefined ? {} : { maxCount: Number(values.batch) }),
  };
}
