import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import { settleStatus } from "../_shared/delivery/settle_status.ts";
import type { Deps } from "../_shared/deps.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Moves a forward on; statuses that say nothing new, and those of unknown forwards, are answered alike. */
export async function receiveStatus(
  deps: Deps,
  callback: CarrierWebhook & { kind: "status" },
  forwardId: string | null,
  requestId: string,
): Promise<Response> {
  if (forwardId !== null && UUID.test(forwardId)) {
    const claims = await settleStatus(deps, forwardId, callback.sid, callback, requestId);
    deps.background(deliver(deps, claims, requestId));
  }
  return new Response(null, { status: 204 });
}
