import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { E164 } from "../_shared/phone/e164.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import { connectCaller } from "./connect_caller.ts";
import type { CallRoute } from "./call_route.ts";

/** Somebody calls one of our numbers. */
export const receiveCall: CallRoute = async (deps, { webhook, requestId }) => {
  const fromHash = webhook.from === null
    ? null
    : await hashPhone(await deps.keys(), webhook.from as E164);
  const [row] = await inOneTrip(deps.sql)<{ plan: CallPlan }>`
    select masking.receive_call(
      to_number => ${webhook.to}, from_hash => masking.known_phone_hash(phone_hash => ${fromHash}),
      provider_sid => ${webhook.sid}, max_per_hour => ${deps.env.RELAY_CALLS_PER_HOUR},
      max_seconds => ${deps.env.VOICE_MAX_SECONDS},
      asks_policy => ${deps.env.POLICY_WEBHOOK_URL !== undefined}) as plan`;
  const { plan } = row!;
  if (plan.outcome === "no_conversation" && deps.env.STRANGERS_WEBHOOK_URL !== undefined) {
    // Needed only for strangers about whom somebody is asked, and so not at every start.
    const { askAboutCaller } = await import("./ask_about_caller.ts");
    const answer = await askAboutCaller(deps, { webhook, requestId }, plan);
    if (answer !== null) return answer;
  }
  return await connectCaller(deps, plan, requestId);
};
