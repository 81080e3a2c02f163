import type { CallStep } from "../_shared/carrier/voice_carrier.ts";
import type { Deps } from "../_shared/deps.ts";
import { languageOf } from "../_shared/language/language_of.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import { openLeg } from "../_shared/voice/open_leg.ts";
import { ringLegs } from "../_shared/voice/ring_legs.ts";
import { voiceUrl } from "../_shared/voice/voice_url.ts";
import type { CallAnswer } from "./call_route.ts";
import { say } from "./say.ts";
import { spokenTexts } from "./spoken_texts.ts";

/** What follows from a plan: the bridge to the one other, the conference with many, the question for a PIN, or why there is nothing. */
export async function connectCall(
  deps: Deps,
  plan: CallPlan,
  requestId: string,
): Promise<CallAnswer> {
  const language = languageOf(deps, plan.language);
  deps.log("call", {
    request_id: requestId,
    call_id: plan.call_id,
    conversation_id: plan.conversation_id,
    outcome: plan.outcome ?? undefined,
    count: plan.legs.length,
  });
  const answer = (...steps: CallStep[]): CallAnswer => ({ language, steps });
  switch (plan.outcome) {
    case "bridge": {
      const records = plan.record_calls && deps.env.RECORDING_DAYS !== undefined;
      const [planned] = plan.legs;
      const leg = planned ? await openLeg(deps, planned, records) : null;
      return leg === null ? say(language, (texts) => texts.notReached) : answer(
        // The other one is told once the phone was answered: see answerCall.
        ...(records ? [{ do: "say" as const, text: spokenTexts(language).recorded }] : []),
        {
          do: "bridge",
          leg,
          ringSeconds: deps.env.VOICE_RING_SECONDS,
          maxSeconds: plan.max_seconds,
          thenUrl: voiceUrl(deps, "dialed", plan.call_id, language),
          recordedUrl: records ? voiceUrl(deps, "recording", planned!.call_id, language) : null,
        },
      );
    }
    case "conference":
      // Nobody is rung twice because the carrier asked twice.
      if (!plan.repeated) {
        deps.background(ringLegs(deps, plan.legs, plan.max_seconds, requestId));
      }
      return answer({
        do: "conference",
        name: plan.conversation_id!,
        maxSeconds: plan.max_seconds,
      });
    case null:
    case "asked":
      // The call has ended meanwhile.
      return answer({ do: "hang_up" });
    case "pin":
      return answer({
        do: "ask",
        text: spokenTexts(language).enterPin,
        digits: null,
        thenUrl: voiceUrl(deps, "pin", plan.call_id, language),
      }, { do: "hang_up" });
    default: {
      const { outcome } = plan;
      return say(language, ({ refusals }) => refusals[outcome]);
    }
  }
}
