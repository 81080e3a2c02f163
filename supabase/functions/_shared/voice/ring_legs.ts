import { isBadSender } from "../carrier/is_bad_sender.ts";
import type { Deps } from "../deps.ts";
import type { PlannedLeg } from "./call_plan.ts";
import { openLeg } from "./open_leg.ts";
import { recordCallStatus } from "./record_call_status.ts";

/**
 * Rings everybody at once. A call that the carrier refuses has failed; of one that it may have taken the callbacks tell, else the
 * sweep. Never throws.
 */
export async function ringLegs(
  deps: Deps,
  legs: PlannedLeg[],
  maxSeconds: number,
  requestId: string,
): Promise<void> {
  await Promise.all(legs.map(async (planned) => {
    try {
      const leg = await openLeg(deps, planned, false);
      const voice = await deps.voice();
      const result = leg === null
        ? { kind: "refused" as const, code: "CANNOT_DECRYPT" }
        : await voice.ring({
          ...leg,
          ringSeconds: deps.env.VOICE_RING_SECONDS,
          maxSeconds,
        });
      deps.log("ring", {
        request_id: requestId,
        call_id: planned.call_id,
        outcome: result.kind,
        carrier_code: result.kind === "accepted" ? null : result.code,
      });
      if (result.kind === "unknown") return;
      await recordCallStatus(
        deps,
        planned.call_id,
        result.kind === "accepted"
          ? { sid: result.sid, status: "queued", durationSeconds: null }
          : { sid: null, status: "failed", durationSeconds: null },
        requestId,
        result.kind === "refused" && isBadSender(voice.provider, result.code)
          ? { number: planned.from, provider: voice.provider, code: result.code }
          : null,
      );
    } catch (error) {
      deps.log("call_not_recorded", { request_id: requestId, call_id: planned.call_id, error });
    }
  }));
}
