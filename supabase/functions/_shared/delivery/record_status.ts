import type { ForwardProgress } from "../carrier/carrier.ts";
import { isBadSender } from "../carrier/is_bad_sender.ts";
import { providerOf } from "../carrier/provider_of.ts";
import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Env } from "../env.ts";
import type { ProtectedPhone } from "../privacy/protect_phone.ts";
import type { Notice } from "../routing/encrypt_notice.ts";
import type { Claim } from "./claim.ts";
import { optedOutArguments } from "./opted_out_arguments.ts";

/** `masking.record_status`: a status callback for a forward, and who has opted out by it; returns the claims that it sets free. */
export async function recordStatus(
  { sql, env }: { sql: Sql; env: Pick<Env, "BODY_RETENTION_DAYS"> },
  forwardId: string,
  status: { sid: string; status: ForwardProgress; code: string | null },
  notice: Notice | null,
  optedOut: ProtectedPhone | null = null,
): Promise<Claim[]> {
  const failed = status.status === "undelivered" || status.status === "failed";
  const badSender = failed && isBadSender(providerOf(status.sid), status.code);
  const [row] = await inOneTrip(sql)<{ claims: Claim[] }>`
    select masking.record_status(
      forward_id => ${forwardId}, provider_sid => ${status.sid}, status => ${status.status},
      error_code => ${status.code}, notice_encrypted => ${notice},
      drop_body => ${env.BODY_RETENTION_DAYS === 0}, bad_sender => ${badSender}${
    optedOutArguments(optedOut)
  }) as claims`;
  return row!.claims;
}
