import type { CallStep } from "../_shared/carrier/voice_carrier.ts";
import type { Deps } from "../_shared/deps.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import { openLeg } from "../_shared/voice/open_leg.ts";
import { ringLegs } from "../_shared/voice/ring_legs.ts";
import { voiceUrl } from "../_shared/voice/voice_url.ts";
import { spokenTexts } from "./spoken_texts.ts";

/** What follows from a plan: the bridge to the one other, the conference with many, the question for a PIN, or why there is nothing. */
export async function connectCall(
  deps: Deps,
  plan: CallPlan,
  requestId: string,
): Promise<CallStep[]> {
  const texts = spokenTexts(deps.env.VOICE_LANGUAGE);
  deps.log("call", {
    request_id: requestId,
    call_id: plan.call_id,
    conversation_id: plan.conversation_id,
    outcome: plan.outcome,
    count: plan.legs.length,
  });
  switch (plan.outcome) {
    case "bridge": {
      const leg = plan.legs[0] ? await openLeg(deps, plan.legs[0]) : null;
      return leg === null ? [{ do: "say", text: texts.notReached }, { do: "hang_up" }] : [{
        do: "bridge",
        leg,
        ringSeconds: deps.env.VOICE_RING_SECONDS,
        maxSeconds: plan.max_seconds,
        thenUrl: voiceUrl(deps, "dialed", plan.call_id),
      }];
    }
    case "conference":
      // Nobody is rung twice because the carrier asked twice.
      if (!plan.repeated) {
        deps.background(ringLegs(deps, plan.legs, plan.max_seconds, requestId));
      }
      return [{ do: "conference", name: plan.conversation_id!, maxSeconds: plan.max_seconds }];
    case "pin":
      return [
        {
          do: "ask",
          text: texts.enterPin,
          digits: null,
          thenUrl: voiceUrl(deps, "pin", plan.call_id),
        },
        { do: "hang_up" },
      ];
    default:
      return [{ do: "say", text: texts.refusals[plan.outcome] }, { do: "hang_up" }];
  }
}
