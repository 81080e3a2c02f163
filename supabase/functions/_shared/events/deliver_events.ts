import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Env } from "../env.ts";
import type { Receiver } from "../hook/post_signed.ts";
import type { Log } from "../log.ts";
import { decideEvent, type EventDecision } from "./decide_event.ts";
import type { EventClaim } from "./event_claim.ts";
import { postEvent } from "./post_event.ts";

export type EventDeps = {
  env: Pick<Env, "EVENTS_WEBHOOK_URL" | "EVENTS_WEBHOOK_SECRET">;
  sql: Sql;
  log: Log;
};

const AT_ONCE = 20;

/**
 * Delivers what is due, those of one conversation one after the other, until nothing is or `deadline` (milliseconds since the epoch);
 * how many attempts that took. What cannot be recorded is due again when its lease ends. Never throws.
 */
export async function deliverEvents(deps: EventDeps, deadline: number): Promise<number> {
  const { EVENTS_WEBHOOK_URL: url, EVENTS_WEBHOOK_SECRET: secret } = deps.env;
  if (url === undefined || secret === undefined) return 0;
  let attempts = 0;
  try {
    for (let more = true; more && Date.now() < deadline;) {
      const claimed = await claimEvents(deps.sql);
      more = claimed.more;
      const counts = await Promise.all(
        claimed.claims.map((claim) => deliverOneByOne(deps, { url, secret }, claim, deadline)),
      );
      attempts += counts.reduce((sum, count) => sum + count, 0);
    }
  } catch (error) {
    deps.log("events_not_claimed", { error });
  }
  return attempts;
}

/** One event, then those of its conversation that waited behind it. */
async function deliverOneByOne(
  deps: EventDeps,
  receiver: Receiver,
  first: EventClaim,
  deadline: number,
): Promise<number> {
  let attempts = 0;
  for (let claim: EventClaim | undefined = first; claim;) {
    const started = performance.now();
    const { event_id, conversation_id, attempt } = claim;
    attempts++;
    const result = await postEvent(receiver, claim);
    const event = { attempt, giveUpAt: new Date(claim.give_up_at) };
    const decision = decideEvent(result, event, new Date(), Math.random());
    deps.log("event", {
      event_id,
      conversation_id,
      attempt,
      outcome: decision.result,
      ...(decision.errorCode === null ? {} : { code: decision.errorCode }),
      duration_ms: Math.round(performance.now() - started),
    });
    try {
      claim = (await settleEvent(deps.sql, claim, decision, Date.now() < deadline))[0];
    } catch (error) {
      deps.log("event_not_recorded", { event_id, conversation_id, attempt, error });
      return attempts;
    }
  }
  return attempts;
}

async function claimEvents(sql: Sql): Promise<{ claims: EventClaim[]; more: boolean }> {
  const [row] = await inOneTrip(sql)<{ claims: EventClaim[]; more: boolean }>`
    select * from masking.claim_events(max_count => ${AT_ONCE})`;
  return row!;
}

async function settleEvent(
  sql: Sql,
  claim: EventClaim,
  decision: EventDecision,
  goOn: boolean,
): Promise<EventClaim[]> {
  const [row] = await inOneTrip(sql)<{ claims: EventClaim[] }>`
    select masking.settle_event(
      event_id => ${claim.event_id}, attempt => ${claim.attempt}, result => ${decision.result},
      error_code => ${decision.errorCode}, next_attempt_at => ${decision.nextAttemptAt}, go_on => ${goOn}) as claims`;
  return row!.claims;
}
