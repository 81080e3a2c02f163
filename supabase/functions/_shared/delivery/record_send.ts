import { isBadSender } from "../carrier/is_bad_sender.ts";
import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Env } from "../env.ts";
import type { ProtectedPhone } from "../privacy/protect_phone.ts";
import type { Notice } from "../routing/encrypt_notice.ts";
import type { Claim } from "./claim.ts";
import type { Decision } from "./decide.ts";
import { optedOutArguments } from "./opted_out_arguments.ts";

/** `masking.record_send`: what became of an attempt, and who has opted out by it; returns the claims that this sets free. */
export async function recordSend(
  { sql, env }: { sql: Sql; env: Pick<Env, "BODY_RETENTION_DAYS"> },
  claim: Claim,
  decision: Decision,
  notice: Notice | null,
  optedOut: ProtectedPhone | null = null,
): Promise<Claim[]> {
  const badSender = decision.result === "failed" && isBadSender(claim.provider, decision.errorCode);
  const [row] = await inOneTrip(sql)<{ claims: Claim[] }>`
    select masking.record_send(
      forward_id => ${claim.forward_id}, attempt => ${claim.attempt}, result => ${decision.result},
      provider_sids => ${decision.providerSids}, error_code => ${decision.errorCode},
      next_attempt_at => ${decision.nextAttemptAt}, notice_encrypted => ${notice},
      drop_body => ${env.BODY_RETENTION_DAYS === 0}, bad_sender => ${badSender}${
    optedOutArguments(optedOut)
  }) as claims`;
  return row!.claims;
}
