import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import { providerOf } from "../_shared/carrier/provider_of.ts";
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
  const status = callback.optedOut && callback.to === null
    ? { ...callback, to: await recipientOf(deps, callback.sid) }
    : callback;
  if (forwardId !== null && UUID.test(forwardId)) {
    const claims = await settleStatus(deps, forwardId, callback.sid, status, requestId);
    deps.background(deliver(deps, claims, requestId));
  } else if (forwardId === null && status.optedOut && status.to !== null) {
    await stopTexting(deps, status.to as E164, requestId);
  }
}

/** Twilio's callbacks need not name the recipient (docs: messaging/guides/track-outbound-message-status). */
async function recipientOf(deps: Deps, sid: string): Promise<string | null> {
  const carrier = await deps.carriers.get(providerOf(sid));
  return (await carrier.fetchStatus(sid)).to;
}
