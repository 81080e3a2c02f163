import { claimDueForwards } from "../_shared/delivery/claim_due_forwards.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import { deliverEvents } from "../_shared/events/deliver_events.ts";
import { askAboutStrangers } from "./ask_about_strangers.ts";
import { askCalls } from "./ask_calls.ts";
import { askPolicies } from "./ask_policies.ts";
import { askStatuses } from "./ask_statuses.ts";
import { deleteCopies } from "./delete_copies.ts";
import { inBatches } from "./in_batches.ts";
import { removeMedia } from "./remove_media.ts";
import { replaceBadNumbers } from "./replace_bad_numbers.ts";
import { releaseNumbers } from "./release_numbers.ts";
import { relayMissing } from "./relay_missing.ts";

/** What one run did; `more` says that its time was up before its work was. */
export type Swept = {
  closed: number;
  released: number;
  resent: number;
  policy_decided: number;
  strangers_settled: number;
  recovered: number;
  asked: number;
  replaced: number;
  calls_asked: number;
  redacted: number;
  dropped: number;
  recordings_expired: number;
  queued: number;
  deleted: number;
  removed: number;
  returned: number;
  told: number;
  pruned: number;
  more: boolean;
};

/** Well within the platform's limits, and shorter than the minute until cron calls again. */
const BUDGET_MILLISECONDS = 40_000;
const FORWARDS_AT_ONCE = 50;

/**
 * Takes what the carrier could not tell us of, sends what is stuck, closes, releases, keeps to the retentions and prunes, within the
 * budget; texts first.
 */
export async function sweep(deps: Deps, requestId: string): Promise<Swept> {
  const { sql } = deps;
  const deadline = Date.now() + BUDGET_MILLISECONDS;
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const {
    BODY_RETENTION_DAYS,
    CONVERSATION_RETENTION_DAYS,
    CARRIER_RETENTION_DAYS,
    AUDIT_RETENTION_DAYS,
  } = deps.env;
  let more = false;

  /** Until nothing is due: what could not be done comes back later. */
  const untilNone = async (round: () => Promise<number>): Promise<number> => {
    let total = 0;
    for (let done = 1; done > 0;) {
      if (Date.now() > deadline) {
        more = true;
        break;
      }
      total += done = await round();
    }
    return total;
  };
  const rows = async (batch: (maxCount: number) => Promise<{ count: number }[]>) => {
    const result = await inBatches(deadline, async (max) => (await batch(max))[0]!.count);
    more ||= result.more;
    return result.done;
  };

  await sql`select masking.switch_events(is_on => ${deps.env.EVENTS_WEBHOOK_URL !== undefined})`;
  return {
    recovered: await relayMissing(deps, requestId),
    asked: await askStatuses(deps, requestId),
    // Before more is sent from them.
    replaced: await replaceBadNumbers(deps, deadline, requestId),
    calls_asked: await untilNone(() => askCalls(deps, requestId)),
    resent: await untilNone(async () => {
      const claims = await claimDueForwards(sql, FORWARDS_AT_ONCE);
      await deliver(deps, claims, requestId);
      return claims.length;
    }),
    // A round in which the hook decided nothing is the last: it is down.
    policy_decided: await untilNone(() => askPolicies(deps, requestId)),
    strangers_settled: await untilNone(() => askAboutStrangers(deps, requestId)),
    closed: await rows((max) =>
      sql`select masking.expire_conversations(max_count => ${max}) as count`
    ),
    released: await rows((max) =>
      sql`select masking.release_bindings(max_count => ${max}) as count`
    ),
    redacted: await rows((max) =>
      sql`
      select masking.redact_bodies(
        max_count => ${max}, older_than => ${daysAgo(BODY_RETENTION_DAYS)}) as count`
    ),
    dropped: CONVERSATION_RETENTION_DAYS === undefined ? 0 : await rows((max) =>
      sql`
      select masking.drop_conversations(
        max_count => ${max}, older_than => ${daysAgo(CONVERSATION_RETENTION_DAYS)}) as count`
    ),
    recordings_expired: await rows((max) =>
      sql`select masking.expire_recordings(max_count => ${max}) as count`
    ),
    queued: CARRIER_RETENTION_DAYS === undefined ? 0 : await rows((max) =>
      sql`
      select masking.queue_carrier_deletions(
        max_count => ${max}, older_than => ${daysAgo(CARRIER_RETENTION_DAYS)}) as count`
    ),
    deleted: await untilNone(() => deleteCopies(deps, requestId)),
    removed: await untilNone(() => removeMedia(deps, requestId)),
    returned: await releaseNumbers(deps, requestId),
    told: await deliverEvents(deps, deadline),
    pruned: await rows((max) => sql`select masking.prune(max_count => ${max}) as count`) +
      (AUDIT_RETENTION_DAYS === undefined ? 0 : await rows((max) =>
        sql`
        select masking.prune_audit(
          max_count => ${max}, older_than => ${daysAgo(AUDIT_RETENTION_DAYS)}) as count`
      )),
    more,
  };
}
