import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import { settleStatus } from "../_shared/delivery/settle_status.ts";
import { stopTexting } from "../_shared/delivery/stop_texting.ts";
import type { Deps } from "../_shared/deps.ts";
import type { E164 } from "../_shared/phone/e164.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Moves a forward on; of a text outside of the outbox only an opt-out matters. Statuses that say nothing new, and those of unknown
 * forwards, are answered alike.
 */
export async function receiveStatus(
  deps: Deps,
  callback: CarrierWebhook & { kind: "status" },
  forwardId: string | null,
  requestId: string,
): Promise<void> {
  if (forwardId !== null && UUID.test(forwardId)) {
    const claims = await settleStatus(deps, forwardId, callback.sid, callback, requestId);
    deps.background(deliver(deps, claims, requestId));
  } else if (forwardId === null && callback.optedOut && callback.to !== null) {
    await stopTexting(deps, callback.to as E164, requestId);
  }
}
