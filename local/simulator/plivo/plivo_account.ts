import type { PlivoAccount } from "../state.ts";

/** The account of Plivo's in these settings, where there is one. */
export function plivoAccount(
  settings: { PLIVO_AUTH_ID?: string | undefined; PLIVO_AUTH_TOKEN?: string | undefined },
): PlivoAccount | null {
  const { PLIVO_AUTH_ID: authId, PLIVO_AUTH_TOKEN: authToken } = settings;
  return authId && authToken ? { authId, authToken } : null;
}
