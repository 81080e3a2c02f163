import type { SendResult } from "../carrier/carrier.ts";

/** What `masking.record_send` is told of an attempt. */
export type Decision = {
  result:
    | "sent"
    | "retry"
    | "unknown"
    | "failed"
    | "suppressed"
    | "withheld"
    | "blocked"
    | "deferred";
  providerSids: string[];
  errorCode: string | null;
  nextAttemptAt: Date | null;
};

const SECOND = 1_000;
const LONGEST_BACKOFF = 600 * SECOND;

/** A connection that did not come about may come about the next moment, but not for long. */
const RETRIES_AT_ONCE = 2;

/** Time for a status callback to settle an unknown outcome before the carrier is asked. */
const RECONCILE_AFTER = 15 * SECOND;

/**
 * The retry policy. A text that was not taken is tried again at once, when the carrier says, or with full-jitter exponential backoff (2 s
 * doubled up to 10 min), until it is given up; what may have been taken is looked up first; the rest is final. `random` is in [0, 1).
 */
export function decide(
  result: SendResult,
  forward: { attempt: number; giveUpAt: Date },
  now: Date,
  random: number,
): Decision {
  if (result.kind === "accepted") {
    return { result: "sent", providerSids: [result.sid], errorCode: null, nextAttemptAt: null };
  }
  const base = { providerSids: [], errorCode: result.code };
  const givesUp = now > forward.giveUpAt;
  if (result.kind === "unknown" && !givesUp) {
    return { ...base, result: "unknown", nextAttemptAt: new Date(now.getTime() + RECONCILE_AFTER) };
  }
  if (result.kind === "unknown") return { ...base, result: "failed", nextAttemptAt: null };
  if (result.optedOut) return { ...base, result: "suppressed", nextAttemptAt: null };
  if (result.retry === "never" || givesUp) {
    return { ...base, result: "failed", nextAttemptAt: null };
  }
  const ceiling = Math.min(LONGEST_BACKOFF, 2 * SECOND * 2 ** Math.min(forward.attempt - 1, 20));
  const waitFor = result.retry === "now" && forward.attempt <= RETRIES_AT_ONCE
    ? 0
    : result.retryAfterSeconds === undefined
    ? Math.ceil(ceiling * random)
    : Math.min(result.retryAfterSeconds * SECOND, LONGEST_BACKOFF);
  return {
    ...base,
    result: "retry",
    nextAttemptAt: new Date(now.getTime() + waitFor),
  };
}
