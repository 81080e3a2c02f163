import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import { recordStatus } from "../_shared/delivery/record_status.ts";
import type { Deps } from "../_shared/deps.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";
import { NOT_DELIVERED_TEXT } from "../_shared/routing/automatic_texts.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Moves a forward on; statuses that say nothing new, and those of unknown forwards, are answered alike. */
export async function receiveStatus(
  deps: Deps,
  callback: CarrierWebhook & { kind: "status" },
  forwardId: string | null,
  requestId: string,
): Promise<Response> {
  const { status } = callback;
  if (status !== null && forwardId !== null && UUID.test(forwardId)) {
    const notice = status === "undelivered" || status === "failed"
      ? await encrypt(await deps.keys(), "body", NOT_DELIVERED_TEXT)
      : null;
    const claims = await recordStatus(deps.sql, forwardId, { ...callback, status }, notice);
    deps.log("status", {
      request_id: requestId,
      forward_id: forwardId,
      outcome: status,
      carrier_code: callback.code,
    });
    deps.background(deliver(deps, claims));
  }
  return new Response(null, { status: 204 });
}
