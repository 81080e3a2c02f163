import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { E164 } from "../_shared/phone/e164.ts";
import { hash } from "../_shared/privacy/hash.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import { connectCaller } from "./connect_caller.ts";
import type { CallRoute } from "./call_route.ts";
import { spokenTexts } from "./spoken_texts.ts";

/** A caller who was asked for it has entered a PIN. */
export const enterPin: CallRoute = async (deps, { webhook, callId, language, requestId }) => {
  const keys = await deps.keys();
  const [fromHash, pinHash] = await Promise.all([
    webhook.from === null ? null : hashPhone(keys, webhook.from as E164),
    hash(keys, "pin", webhook.digits),
  ]);
  const [row] = await inOneTrip(deps.sql)<{ plan: CallPlan | null }>`
    select masking.enter_pin(
      call_id => ${callId}, to_number => ${webhook.to},
      from_hash => masking.known_phone_hash(phone_hash => ${fromHash}), pin_hash => ${pinHash},
      max_seconds => ${deps.env.VOICE_MAX_SECONDS},
      asks_policy => ${deps.env.POLICY_WEBHOOK_URL !== undefined}) as plan`;
  if (!row?.plan) return { language, steps: [{ do: "hang_up" }] };
  const answer = await connectCaller(deps, row.plan, requestId);
  if (row.plan.outcome !== "pin") return answer;
  const { wrongPin } = spokenTexts(answer.language);
  return { ...answer, steps: [{ do: "say", text: wrongPin }, ...answer.steps] };
};
