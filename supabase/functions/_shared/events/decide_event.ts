/** What came of handing an event over: taken, or not, and why: `HTTP_` and a status, `TIMEOUT` or `NETWORK`. */
export type PostResult = { kind: "taken" } | { kind: "refused"; code: string };

/** What `masking.settle_event` is told of an attempt. */
export type EventDecision = {
  result: "delivered" | "retry" | "given_up";
  errorCode: string | null;
  nextAttemptAt: Date | null;
};

const FIRST_BACKOFF = 5_000;
const LONGEST_BACKOFF = 3_600_000;

/**
 * The retry policy of events: whatever was not taken is tried again after 5 s, doubled up to an hour, of which a random half is left
 * out; after its day it is given up. `random` is in [0, 1).
 */
export function decideEvent(
  result: PostResult,
  event: { attempt: number; giveUpAt: Date },
  now: Date,
  random: number,
): EventDecision {
  if (result.kind === "taken") {
    return { result: "delivered", errorCode: null, nextAttemptAt: null };
  }
  if (now > event.giveUpAt) {
    return { result: "given_up", errorCode: result.code, nextAttemptAt: null };
  }
  const ceiling = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** Math.min(event.attempt - 1, 20));
  const waitFor = Math.ceil(ceiling * (0.5 + random / 2));
  return {
    result: "retry",
    errorCode: result.code,
    nextAttemptAt: new Date(now.getTime() + waitFor),
  };
}
