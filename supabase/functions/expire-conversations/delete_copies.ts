import { providerOf } from "../_shared/carrier/provider_of.ts";
import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";

const AT_ONCE = 20;

/**
 * Deletes queued copies at the carrier. One that is on its way, or that the carrier could not be asked about, is due again later. How
 * many were taken from the queue.
 */
export async function deleteCopies(deps: Deps, requestId: string): Promise<number> {
  const due = await inOneTrip(deps.sql)<{ sid: string; media_only: boolean }>`
    select sid, media_only from masking.claim_carrier_deletions(max_count => ${AT_ONCE})`;
  await Promise.all(due.map(async ({ sid, media_only }) => {
    try {
      const carrier = await deps.carriers.get(providerOf(sid));
      if (await (media_only ? carrier.deleteMedia(sid) : carrier.deleteMessage(sid))) {
        await deps.sql`
          select masking.settle_carrier_deletion(provider_sid => ${sid}, media_only => ${media_only})`;
      }
    } catch (error) {
      deps.log("copy_not_deleted", { request_id: requestId, error });
    }
  }));
  return due.length;
}
