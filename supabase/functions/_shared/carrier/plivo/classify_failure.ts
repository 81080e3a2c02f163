import { CarrierCallError } from "../carrier_call_error.ts";
import type { SendResult } from "../carrier.ts";

/** Ours to mend: credentials (401, 403), credit (402), the account (404); or too many requests at once (429). */
const LATER = [401, 402, 403, 404, 429];

/** What a failed create call means. Plivo, too, makes a text of each request, so whatever may have been taken is `unknown`; any other 4xx is final. */
export function classifyFailure(error: unknown): SendResult {
  if (!(error instanceof CarrierCallError)) return { kind: "unknown", code: "NETWORK" };
  const { status, code, retryAfterSeconds } = error;
  if (status === undefined) {
    // Before the connection stood nothing can have been taken.
    return code === "NOT_CONNECTED"
      ? { kind: "refused", code, retry: "now", optedOut: false }
      : { kind: "unknown", code: String(code) };
  }
  if (status >= 500 || status === 408) return { kind: "unknown", code: `HTTP_${status}` };
  return {
    kind: "refused",
    code: `HTTP_${status}`,
    retry: LATER.includes(status) ? "later" : "never",
    optedOut: false,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
