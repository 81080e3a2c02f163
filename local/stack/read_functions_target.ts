/** Where a project's functions are, and the key of its backend. */
export type FunctionsTarget = { functionsUrl: string; secretKey: string };

/** The part of a running local stack's status that says where, when nothing else does. */
export type LocalStack = { api_url: string; secret_key: string } | undefined;

/** The project that the caller names by flag or the environment, else the local stack. Throws an error that says what to set for `task`. */
export function readFunctionsTarget(
  task: string,
  url: string | undefined,
  environment: Record<string, string>,
  stack: LocalStack,
): FunctionsTarget {
  const given = url ?? environment.PUBLIC_FUNCTIONS_URL;
  const functionsUrl = (given ?? (stack && `${stack.api_url}/functions/v1`))?.replace(/\/+$/, "");
  if (!functionsUrl || !/^https?:\/\//.test(functionsUrl) || !URL.canParse(functionsUrl)) {
    throw new Error(
      `${task}: set PUBLIC_FUNCTIONS_URL, or --url, to https://<ref>.supabase.co/functions/v1`,
    );
  }
  // Another project's key is nothing to send to the local stack, and the other way round.
  const secretKey = environment.MASKLINE_SECRET_KEY ?? (given ? undefined : stack?.secret_key);
  if (!secretKey) throw new Error(`${task}: set MASKLINE_SECRET_KEY to a secret key`);
  return { functionsUrl, secretKey };
}
