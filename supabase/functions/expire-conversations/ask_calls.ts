import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";

const AT_ONCE = 50;

type LostCall = { call_id: string; provider_sid: string | null; parent_sid: string | null };

/** Asks the carrier how calls ended whose callbacks were lost; how many it was asked about. One that it does not know never came about. */
export async function askCalls(deps: Deps, requestId: string): Promise<number> {
  const lost = await inOneTrip(deps.sql)<LostCall>`
    select call_id, provider_sid, parent_sid from masking.claim_lost_calls(max_count => ${AT_ONCE})`;
  if (lost.length === 0) return 0;
  // Needed by few sweeps, and so not at every start.
  const [{ recordCallStatus }, voice] = await Promise.all([
    import("../_shared/voice/record_call_status.ts"),
    deps.voice(),
  ]);
  await Promise.all(lost.map(async ({ call_id, provider_sid, parent_sid }) => {
    try {
      const found = provider_sid !== null
        ? await voice.findCall({ sid: provider_sid })
        : parent_sid !== null
        ? await voice.findCall({ parentSid: parent_sid })
        : null;
      const progress = found ??
        { sid: provider_sid, status: "failed" as const, durationSeconds: null };
      await recordCallStatus(deps, call_id, progress, requestId);
    } catch (error) {
      deps.log("carrier_not_asked", { request_id: requestId, call_id, error });
    }
  }));
  return lost.length;
}
