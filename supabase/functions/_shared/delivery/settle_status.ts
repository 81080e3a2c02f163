import type { SentStatus } from "../carrier/carrier.ts";
import { encryptNotice } from "../routing/encrypt_notice.ts";
import type { Claim } from "./claim.ts";
import type { DeliveryDeps } from "./deliver.ts";
import { recordStatus } from "./record_status.ts";

/**
 * Moves a forward on to what became of it, with a notice to the sender, or to everybody who texts somebody that
 * has opted out, when it did not arrive; the claims that this sets free.
 */
export async function settleStatus(
  deps: DeliveryDeps,
  forwardId: string,
  sid: string,
  { status, code, optedOut }: SentStatus,
  requestId: string,
): Promise<Claim[]> {
  if (status === null) return [];
  const notice = status === "undelivered" || status === "failed"
    ? await encryptNotice(deps, (texts) => optedOut ? texts.notReachable : texts.notDelivered)
    : null;
  const claims = await recordStatus(deps, forwardId, { sid, status, code, optedOut }, notice);
  deps.log("status", {
    request_id: requestId,
    forward_id: forwardId,
    outcome: status,
    carrier_code: code,
  });
  return claims;
}
