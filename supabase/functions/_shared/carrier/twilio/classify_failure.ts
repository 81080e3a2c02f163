import type { SendResult } from "../carrier.ts";

/** Worth another try, because the text was not taken: queue full, runaway replies, rates and caps (Twilio's error dictionary). */
const RETRY_LATER = new Set([14107, 20429, 21611, 30001, 30022, 30023, 30027, 63038]);

/** The recipient said STOP to this number or service (21610), or the carrier network blocks the number for it (30004). */
const OPTED_OUT = new Set([21610, 30004]);

/** Whether a code of Twilio's means that the recipient wants no texts. */
export function isOptOut(code: number): boolean {
  return OPTED_OUT.has(code);
}

/**
 * What a failed create call means. Creating a message is not idempotent (Twilio docs, error 20500), so whatever may have been taken
 * is `unknown`; a 429 was "never processed" (error 20429); wrong credentials are ours to mend, so the text waits.
 */
export function classifyFailure(error: unknown): SendResult {
  const { status, code, retryAfterSeconds } = (error ?? {}) as Partial<Record<string, unknown>>;
  if (typeof status !== "number") {
    // Before the connection stood nothing can have been taken.
    return code === "NOT_CONNECTED"
      ? { kind: "refused", code, retry: "later", optedOut: false }
      : { kind: "unknown", code: typeof code === "string" ? code : "NETWORK" };
  }
  if (status >= 500 || status === 408) return { kind: "unknown", code: String(code ?? status) };
  const number = typeof code === "number" ? code : status;
  const later = status === 429 || status === 401 || status === 403 || status === 404 ||
    RETRY_LATER.has(number);
  return {
    kind: "refused",
    code: String(number),
    retry: later && !isOptOut(number) ? "later" : "never",
    optedOut: isOptOut(number),
    ...(typeof retryAfterSeconds === "number" ? { retryAfterSeconds } : {}),
  };
}
