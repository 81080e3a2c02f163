import type { Sql } from "postgres";
import type { EventClaim } from "../../functions/_shared/events/event_claim.ts";

/** Leases what can be sent at `now`, as a worker does. */
export async function claimEvents(sql: Sql, now: Date, maxCount = 100): Promise<EventClaim[]> {
  const [row] = await sql<{ claims: EventClaim[]; more: boolean }[]>`
    select * from masking.claim_events(max_count => ${maxCount}, now => ${now})`;
  return row!.claims;
}

/** Says what became of an attempt; the next event of the conversation, leased, unless `goOn` is false. */
export async function settleEvent(
  sql: Sql,
  claim: Pick<EventClaim, "event_id" | "attempt">,
  result: "delivered" | "retry" | "given_up",
  now: Date,
  { nextAttemptAt = null as Date | null, goOn = true } = {},
): Promise<EventClaim[]> {
  const [row] = await sql<{ claims: EventClaim[] }[]>`
    select masking.settle_event(
      event_id => ${claim.event_id}, attempt => ${claim.attempt}, result => ${result},
      error_code => ${
    result === "delivered" ? null : "HTTP_500"
  }, next_attempt_at => ${nextAttemptAt},
      go_on => ${goOn}, now => ${now}) as claims`;
  return row!.claims;
}
