import { inOneTrip } from "../db/in_one_trip.ts";
import type { Deps } from "../deps.ts";
import type { CallPlan } from "../voice/call_plan.ts";
import type { CallDecision } from "./decide_call.ts";

/** `masking.settle_call`: the first decision on a call is kept; null when the call is not there any more. */
export async function settleCall(
  { sql, env }: Pick<Deps, "sql" | "env">,
  callId: string,
  { outcome, reason }: CallDecision,
): Promise<CallPlan | null> {
  const [row] = await inOneTrip(sql)<{ plan: CallPlan | null }>`
    select masking.settle_call(
      call_id => ${callId}, is_allowed => ${outcome !== "refused"}, reason => ${reason},
      max_seconds => ${env.VOICE_MAX_SECONDS}) as plan`;
  return row!.plan;
}
