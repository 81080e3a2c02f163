import type { Deps } from "../_shared/deps.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import type { CallAnswer } from "./call_route.ts";
import { connectCall } from "./connect_call.ts";
import { spokenTexts } from "./spoken_texts.ts";

/**
 * What follows from the plan for somebody who called us: as `connectCall`, once the policy hook has decided where it is asked, and with
 * words before others are rung, where there are any.
 */
export async function connectCaller(
  deps: Deps,
  plan: CallPlan,
  requestId: string,
): Promise<CallAnswer> {
  const planned = await decided(deps, plan, requestId);
  const answer = await connectCall(deps, planned, requestId);
  const connects = answer.steps.some((step) => step.do === "bridge" || step.do === "conference");
  if (!connects) return answer;
  const { connecting } = spokenTexts(answer.language);
  const words = planned.announcement ?? (deps.env.VOICE_ANNOUNCE ? connecting : null);
  return words === null
    ? answer
    : { ...answer, steps: [{ do: "say", text: words }, ...answer.steps] };
}

async function decided(deps: Deps, plan: CallPlan, requestId: string): Promise<CallPlan> {
  if (plan.outcome !== "asked") return plan;
  // Needed only where there is a hook, and so not at every start.
  const { askAboutCall } = await import("../_shared/policy/ask_about_call.ts");
  const question = plan.repeated ? null : plan.question;
  return await askAboutCall(deps, plan.call_id, question, requestId) ?? plan;
}
