import { inOneTrip } from "../db/in_one_trip.ts";
import type { Deps } from "../deps.ts";
import type { CallPlan } from "../voice/call_plan.ts";

const BETWEEN_LOOKS = 200;

/**
 * The plan of a call about which somebody else is asking the policy hook, once that is decided; null when it is not within these
 * milliseconds, or the call is not there any more. A pooler in transaction mode passes on no notification, so one has to look.
 */
export async function awaitCall(
  { sql, env }: Pick<Deps, "sql" | "env">,
  callId: string,
  milliseconds: number,
): Promise<CallPlan | null> {
  const end = performance.now() + milliseconds;
  do {
    const [row] = await inOneTrip(sql)<{ plan: CallPlan | null }>`
      select masking.call_plan(call_id => ${callId}, max_seconds => ${env.VOICE_MAX_SECONDS}, now => now()) as plan`;
    const { plan } = row!;
    if (plan?.outcome !== "asked") return plan && { ...plan, repeated: true };
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  } while (performance.now() < end);
  return null;
}
