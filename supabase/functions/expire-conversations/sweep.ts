import { claimDueForwards } from "../_shared/delivery/claim_due_forwards.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import { askStatuses } from "./ask_statuses.ts";
import { deleteCopies } from "./delete_copies.ts";
import { relayMissing } from "./relay_missing.ts";
import { releaseNumbers } from "./release_numbers.ts";

/** What one run did; `more` says that its time was up before its work was. */
export type Swept = {
  closed: number;
  released: number;
  resent: number;
  recovered: number;
  asked: number;
  redacted: number;
  dropped: number;
  queued: number;
  deleted: number;
  returned: number;
  pruned: number;
  more: boolean;
};

/** Well within the platform's limits, and shorter than the minute until cron calls again. */
const BUDGET_MILLISECONDS = 40_000;
const BATCH = 1_000;
const FORWARDS_AT_ONCE = 50;

/** Closes, releases, takes what the carrier could not tell us of, sends what is stuck, keeps to the retentions and prunes, in batches and within the budget. */
export async function sweep(deps: Deps, requestId: string): Promise<Swept> {
  const { sql } = deps;
  const deadline = Date.now() + BUDGET_MILLISECONDS;
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const { BODY_RETENTION_DAYS, CONVERSATION_RETENTION_DAYS, CARRIER_RETENTION_DAYS } = deps.env;
  const count = async (rows: Promise<{ count: number }[]>) => (await rows)[0]!.count;
  let more = false;

  const inBatches = async (size: number, batch: () => Promise<number>): Promise<number> => {
    let total = 0;
    for (let done = size; done >= size;) {
      if (Date.now() > deadline) {
        more = true;
        break;
      }
      done = await batch();
      total += done;
    }
    return total;
  };

  return {
    closed: await inBatches(
      BATCH,
      () => count(sql`select masking.expire_conversations(max_count => ${BATCH}) as count`),
    ),
    released: await inBatches(
      BATCH,
      () => count(sql`select masking.release_bindings(max_count => ${BATCH}) as count`),
    ),
    recovered: await relayMissing(deps, requestId),
    asked: await askStatuses(deps, requestId),
    // Until nothing is due: after each round the numbers have their next turns.
    resent: await inBatches(1, async () => {
      const claims = await claimDueForwards(sql, FORWARDS_AT_ONCE);
      await deliver(deps, claims, requestId);
      return claims.length;
    }),
    redacted: await inBatches(
      BATCH,
      () =>
        count(
          sql`select masking.redact_bodies(max_count => ${BATCH}, older_than => ${
            daysAgo(BODY_RETENTION_DAYS)
          }) as count`,
        ),
    ),
    dropped: CONVERSATION_RETENTION_DAYS === undefined ? 0 : await inBatches(
      BATCH,
      () =>
        count(
          sql`select masking.drop_conversations(max_count => ${BATCH}, older_than => ${
            daysAgo(CONVERSATION_RETENTION_DAYS)
          }) as count`,
        ),
    ),
    queued: CARRIER_RETENTION_DAYS === undefined ? 0 : await inBatches(
      BATCH,
      () =>
        count(
          sql`select masking.queue_carrier_deletions(max_count => ${BATCH}, older_than => ${
            daysAgo(CARRIER_RETENTION_DAYS)
          }) as count`,
        ),
    ),
    // Until nothing is due: what could not be deleted comes back later.
    deleted: await inBatches(1, () => deleteCopies(deps, requestId)),
    returned: await releaseNumbers(deps, requestId),
    pruned: await inBatches(
      BATCH,
      () => count(sql`select masking.prune(max_count => ${BATCH}) as count`),
    ),
    more,
  };
}
