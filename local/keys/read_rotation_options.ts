import { parseArgs } from "node:util";
import type { RotationOptions } from "./rotate_keys.ts";

/** The part of a running local stack's status that says where to rotate when nothing else does. */
type LocalStack = { api_url: string; secret_key: string } | undefined;

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
  const given = values.url ?? environment.PUBLIC_FUNCTIONS_URL;
  const functionsUrl = (given ?? (stack && `${stack.api_url}/functions/v1`))?.replace(/\/+$/, "");
  if (!functionsUrl || !/^https?:\/\//.test(functionsUrl) || !URL.canParse(functionsUrl)) {
    throw new Error(
      "Rotate the keys: set PUBLIC_FUNCTIONS_URL, or --url, to https://<ref>.supabase.co/functions/v1",
    );
  }
  // Another project's key is nothing to send to the local stack, and the other way round.
  const secretKey = environment.MASKLINE_SECRET_KEY ?? (given ? undefined : stack?.secret_key);
  if (!secretKey) throw new Error("Rotate the keys: set MASKLINE_SECRET_KEY to a secret key");
  if (values.batch !== undefined && !/^[1-9]\d{0,2}$/.test(values.batch)) {
    throw new Error(`Rotate the keys: --batch is ${values.batch}, must be 1 to 500`);
  }
  return {
    functionsUrl,
    secretKey,
    ...(values.to === undefined ? {} : { to: values.to }),
    ...(values.batch === undefined ? {} : { maxCount: Number(values.batch) }),
  };
}
