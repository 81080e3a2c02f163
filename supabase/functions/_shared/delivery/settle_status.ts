import type { SentStatus } from "../carrier/carrier.ts";
import type { E164 } from "../phone/e164.ts";
import { protectPhone } from "../privacy/protect_phone.ts";
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
  { status, code, to, optedOut }: SentStatus,
  requestId: string,
): Promise<Claim[]> {
  if (status === null) return [];
  const [notice, recipient] = await Promise.all([
    status === "undelivered" || status === "failed"
      ? encryptNotice(deps, (texts) => optedOut ? texts.notReachable : texts.notDelivered)
      : null,
    optedOut && to !== null ? protectPhone(await deps.keys(), to as E164) : null,
  ]);
  const claims = await recordStatus(deps, forwardId, { sid, status, code }, notice, recipient);
  deps.log("status", {
    request_id: requestId,
    forward_id: forwardId,
    outcome: status,
    carrier_code: code,
  });
  return claims;
}
