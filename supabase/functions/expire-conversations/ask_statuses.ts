import { providerOf } from "../_shared/carrier/provider_of.ts";
import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";

const AT_ONCE = 50;

/** Asks the carrier what became of texts whose status callbacks were lost; how many it was asked about. */
export async function askStatuses(deps: Deps, requestId: string): Promise<number> {
  const silent = await inOneTrip(deps.sql)<{ forward_id: string; provider_sid: string }>`
    select forward_id, provider_sid from masking.claim_statuses(max_count => ${AT_ONCE})`;
  if (silent.length === 0) return 0;
  // Needed by few sweeps, and so not at every start.
  const [{ settleStatus }, { deliver }] = await Promise.all([
    import("../_shared/delivery/settle_status.ts"),
    import("../_shared/delivery/deliver.ts"),
  ]);
  await Promise.all(silent.map(async ({ forward_id, provider_sid }) => {
    try {
      const carrier = await deps.carriers.get(providerOf(provider_sid));
      const status = await carrier.fetchStatus(provider_sid);
      const claims = await settleStatus(deps, forward_id, provider_sid, status, requestId);
      await deliver(deps, claims, requestId);
    } catch (error) {
      deps.log("carrier_not_asked", { request_id: requestId, forward_id, error });
    }
  }));
  return silent.length;
}
