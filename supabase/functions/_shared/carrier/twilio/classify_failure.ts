import type { SendResult } from "../carrier.ts";

/** What a refusal means for another try. */
type Meaning = "now" | "later" | "never" | "opted_out";

/** Twilio's codes (docs: api/errors) that a create call or a status callback can bring. */
const MEANINGS: Record<number, Meaning> = {
  14107: "later", // runaway replies between two numbers
  20003: "later", // wrong credentials: ours to mend
  20404: "later", // no such account: ours to mend
  20429: "later", // too many requests: "never processed"
  21211: "never", // the recipient is no number
  21212: "never", // the sender is no number
  21408: "never", // no permission for the recipient's region
  21602: "never", // no body
  21603: "never", // no sender
  21606: "never", // the sender cannot text
  21608: "never", // a trial account, and the recipient is not verified
  21610: "opted_out", // the recipient said STOP to this number or service
  21611: "later", // the sender's queue is full
  21612: "never", // no route
  21614: "never", // the recipient is no mobile
  21617: "never", // too long
  21635: "never", // a landline
  30001: "later", // queue overflow
  30004: "opted_out", // the recipient's network blocks the sender for it
  30022: "later", // rate of the 10DLC campaign
  30023: "later", // daily cap
  30027: "later", // daily cap of the recipient's network
  30450: "never", // SMS pumping
  63038: "later", // daily limit of the account
};

/** Whether a code of Twilio's means that the recipient wants no texts. */
export function isOptOut(code: number): boolean {
  return MEANINGS[code] === "opted_out";
}

/**
 * What a failed create call means. Creating a message is not idempotent (Twilio docs, error 20500), so whatever may have been taken is
 * `unknown`. Of the codes that the table does not have, a 4xx is final but for those that are ours to mend.
 */
export function classifyFailure(error: unknown): SendResult {
  const { status, code, retryAfterSeconds } = (error ?? {}) as Partial<Record<string, unknown>>;
  if (typeof status !== "number") {
    // Before the connection stood nothing can have been taken.
    return code === "NOT_CONNECTED"
      ? { kind: "refused", code, retry: "now", optedOut: false }
      : { kind: "unknown", code: typeof code === "string" ? code : "NETWORK" };
  }
  if (status >= 500 || status === 408) return { kind: "unknown", code: String(code ?? status) };
  const number = typeof code === "number" ? code : status;
  const meaning = MEANINGS[number] ?? ([401, 403, 404, 429].includes(status) ? "later" : "never");
  return {
    kind: "refused",
    code: String(number),
    retry: meaning === "opted_out" ? "never" : meaning,
    optedOut: meaning === "opted_out",
    ...(typeof retryAfterSeconds === "number" ? { retryAfterSeconds } : {}),
  };
}
