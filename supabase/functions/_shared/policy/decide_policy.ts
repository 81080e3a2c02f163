import { fitText } from "../delivery/fit_text.ts";
import type { HookResult } from "../hook/call_hook.ts";
import type { Answer } from "./read_answer.ts";

/** What `masking.settle_ask` is told of a message. */
export type PolicyDecision =
  | { state: "allowed" | "passed" }
  | { state: "changed"; body: string; parts: number; segments: number }
  | { state: "held"; reason: string | null }
  | { state: "pending"; nextAttemptAt: Date };

/** The decision, and the code of what went wrong, if anything did. */
export type Decided = { decision: PolicyDecision; code: string | null };

const SECOND = 1_000;
const SHORTEST_BACKOFF = 10 * SECOND;
const LONGEST_BACKOFF = 600 * SECOND;

/** The code of a result where there is no hook to ask, since its setting has been taken away. */
export const NO_HOOK = "NO_HOOK";

/**
 * The policy of the policy hook: what follows from its answer, or from none. Without a valid answer a text is let through at once under
 * `pass`; under `hold` it is asked about again (after 10 s, doubled up to 10 min, less up to half at random), and held when it is given
 * up or there is no hook any more. `random` is in [0, 1).
 */
export function decidePolicy(
  result: HookResult<Answer>,
  ask: {
    attempt: number;
    prefix: string;
    parts: number;
    taken: number;
    hasMedia: boolean;
    giveUpAt: Date;
  },
  onFailure: "hold" | "pass",
  now: Date,
  random: number,
): Decided {
  if (result.kind === "answered") {
    const { answer } = result;
    if (answer.action === "allow") return { decision: { state: "allowed" }, code: null };
    if (answer.action === "hold") {
      return { decision: { state: "held", reason: answer.reason }, code: null };
    }
    // A text that says nothing, or too much to send, is none.
    const fit = answer.body === "" && !ask.hasMedia
      ? null
      : fitText(answer.body, ask.prefix, ask.parts, ask.taken);
    if (fit) return { decision: { state: "changed", body: answer.body, ...fit }, code: null };
  }
  const code = result.kind === "failed" ? result.code : "DOES_NOT_FIT";
  if (onFailure === "pass") return { decision: { state: "passed" }, code };
  if (code === NO_HOOK) return { decision: { state: "held", reason: "no_hook" }, code };
  if (now > ask.giveUpAt) return { decision: { state: "held", reason: "no_answer" }, code };
  const ceiling = Math.min(LONGEST_BACKOFF, SHORTEST_BACKOFF * 2 ** Math.min(ask.attempt - 1, 20));
  const wait = Math.ceil(ceiling * (1 - random / 2));
  return { decision: { state: "pending", nextAttemptAt: new Date(now.getTime() + wait) }, code };
}
