import type { Deps } from "../_shared/deps.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import type { CallAnswer } from "./call_route.ts";
import { connectCall } from "./connect_call.ts";
import { spokenTexts } from "./spoken_texts.ts";

/**
 * What follows from the plan for somebody who called us: as `connectCall`, once the policy hook has decided where it is asked, and with a
 * word before others are rung, where that is on.
 */
export async function connectCaller(
  deps: Deps,
  plan: CallPlan,
  requestId: string,
): Promise<CallAnswer> {
  const answer = await connectCall(deps, await decided(deps, plan, requestId), requestId);
  const connects = answer.steps.some((step) => step.do === "bridge" || step.do === "conference");
  if (!connects || !deps.env.VOICE_ANNOUNCE) return answer;
  const { connecting } = spokenTexts(answer.language);
  return { ...answer, steps: [{ do: "say", text: connecting }, ...answer.steps] };
}

async function decided(deps: Deps, plan: CallPlan, requestId: string): Promise<CallPlan> {
  if (plan.outcome !== "asked") return plan;
  // Needed only where there is a hook, and so not at every start.
  const { askAboutCall } = await import("../_shared/policy/ask_about_call.ts");
  const question = plan.repeated ? null : plan.question;
  return await askAboutCall(deps, plan.call_id, question, requestId) ?? plan;
}
