import type { Deps } from "../deps.ts";
import type { CallPlan } from "../voice/call_plan.ts";
import { awaitCall } from "./await_call.ts";
import { callHook, type HookResult } from "../hook/call_hook.ts";
import type { CallQuestion } from "./call_question.ts";
import { decideCall } from "./decide_call.ts";
import { NO_HOOK } from "./decide_policy.ts";
import { type CallAnswer, readCallAnswer } from "./read_call_answer.ts";
import { settleCall } from "./settle_call.ts";

/** Somebody is on the line, of whom the carrier hangs up 15 seconds after it has asked us. */
const LONGEST_DEADLINE = 8_000;

/** How much longer a repeated request waits than the first one does for the hook. */
const GRACE = 1_000;

/**
 * Has the policy hook decide on a call, of which it is asked once: a repeated request (without a `question`) waits for what the first one
 * hears, and decides as without an answer when nothing comes. The plan that follows; null when the call is not there any more.
 */
export async function askAboutCall(
  deps: Deps,
  callId: string,
  question: CallQuestion | null,
  requestId: string,
): Promise<CallPlan | null> {
  const started = performance.now();
  const deadline = Math.min(deps.env.POLICY_DEADLINE_MS, LONGEST_DEADLINE);
  if (question === null) {
    const plan = await awaitCall(deps, callId, deadline + GRACE);
    if (plan !== null) return plan;
  }
  const result: HookResult<CallAnswer> = question === null
    ? { kind: "failed", code: "TIMEOUT" }
    : await ask(deps, question, deadline);
  const decision = decideCall(result, deps.env.POLICY_ON_FAILURE);
  const plan = await settleCall(deps, callId, decision);
  deps.log("policy", {
    request_id: requestId,
    call_id: callId,
    conversation_id: plan?.conversation_id ?? null,
    outcome: decision.outcome,
    ...(decision.code === null ? {} : { code: decision.code }),
    duration_ms: Math.round(performance.now() - started),
  });
  return plan;
}

async function ask(
  { env }: Deps,
  { created_at, ...data }: CallQuestion,
  deadlineMilliseconds: number,
): Promise<HookResult<CallAnswer>> {
  const { POLICY_WEBHOOK_URL: url, POLICY_WEBHOOK_SECRET: secret } = env;
  if (url === undefined || secret === undefined) return { kind: "failed", code: NO_HOOK };
  const payload = JSON.stringify({ type: "call.policy", timestamp: created_at, data });
  return await callHook(
    { url, secret, deadlineMilliseconds },
    data.call_id,
    payload,
    readCallAnswer,
  );
}
