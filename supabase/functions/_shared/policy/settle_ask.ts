import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Claim } from "../delivery/claim.ts";
import type { Ask } from "./ask.ts";
import type { PolicyDecision } from "./decide_policy.ts";

/** `masking.settle_ask`: the first decision on a message is kept; returns the claims that it sets free. */
export async function settleAsk(
  sql: Sql,
  ask: Pick<Ask, "message_id" | "attempt">,
  decision: PolicyDecision,
  bodyEncrypted: string | null,
): Promise<Claim[]> {
  const { parts, segments } = decision.state === "changed"
    ? decision
    : { parts: null, segments: null };
  const [row] = await inOneTrip(sql)<{ claims: Claim[] }>`
    select masking.settle_ask(
      message_id => ${ask.message_id}, attempt => ${ask.attempt}, state => ${decision.state},
      reason => ${decision.state === "held" ? decision.reason : null},
      body_encrypted => ${bodyEncrypted}, parts => ${parts}, segments => ${segments},
      next_attempt_at => ${
    decision.state === "pending" ? decision.nextAttemptAt : null
  }) as claims`;
  return row!.claims;
}
