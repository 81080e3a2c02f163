import type { HookResult } from "../hook/call_hook.ts";
import type { CallAnswer } from "./read_call_answer.ts";

/** What `masking.settle_call` is told of a call; `passed` connects it as `allowed` does. `code`: what went wrong, if anything did. */
export type CallDecision = {
  outcome: "allowed" | "refused" | "passed";
  reason: string | null;
  code: string | null;
};

/**
 * The policy of the policy hook for calls: what follows from its answer, or from none. Somebody is on the line, so nobody is asked again:
 * without a valid answer `pass` connects, and `hold` refuses.
 */
export function decideCall(
  result: HookResult<CallAnswer>,
  onFailure: "hold" | "pass",
): CallDecision {
  if (result.kind === "answered") {
    const { answer } = result;
    return answer.action === "allow"
      ? { outcome: "allowed", reason: null, code: null }
      : { outcome: "refused", reason: answer.reason, code: null };
  }
  const { code } = result;
  if (onFailure === "pass") return { outcome: "passed", reason: null, code };
  return { outcome: "refused", reason: "no_answer", code };
}
