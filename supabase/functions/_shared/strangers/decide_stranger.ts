import type { HookResult } from "../hook/call_hook.ts";
import type { StrangerAnswer } from "./read_stranger_answer.ts";

/** What `masking.settle_stranger` is told of a text. */
export type StrangerDecision = StrangerAnswer | { action: "pending"; nextAttemptAt: Date };

/** The last attempt after which the stranger gets the automatic answer. */
export const LAST_ATTEMPT = 3;

/** The sweep, which comes once a minute, finds it due. */
const WAIT_MILLISECONDS = 20_000;

/** What may be over by then. Whoever answers, but wrongly, would do so again. */
const PASSES = /^(TIMEOUT|NETWORK|HTTP_429|HTTP_5\d\d|CANNOT_DECRYPT)$/;

/** What follows from the app's answer about a stranger who texted, or from none; and the code of what went wrong. */
export function decideStranger(
  result: HookResult<StrangerAnswer>,
  attempt: number,
  now: Date,
): { decision: StrangerDecision; code: string | null } {
  if (result.kind === "answered") return { decision: result.answer, code: null };
  const { code } = result;
  if (attempt >= LAST_ATTEMPT || !PASSES.test(code)) {
    return { decision: { action: "answer" }, code };
  }
  const nextAttemptAt = new Date(now.getTime() + WAIT_MILLISECONDS);
  return { decision: { action: "pending", nextAttemptAt }, code };
}
