import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Budget } from "./budget.ts";
import { deleteCopies } from "./delete_copies.ts";
import { releaseNumbers } from "./release_numbers.ts";
import { removeMedia } from "./remove_media.ts";

/** What time alone brings about: closes, releases, keeps to the retentions and prunes. */
export async function sweepTime(deps: Deps, { untilNone, rows }: Budget, requestId: string) {
  const sql = inOneTrip(deps.sql);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const {
    BODY_RETENTION_DAYS,
    CONVERSATION_RETENTION_DAYS,
    CARRIER_RETENTION_DAYS,
    AUDIT_RETENTION_DAYS,
  } = deps.env;
  return {
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
    pruned: await rows((max) => sql`select masking.prune(max_count => ${max}) as count`) +
      (AUDIT_RETENTION_DAYS === undefined ? 0 : await rows((max) =>
        sql`
        select masking.prune_audit(
          max_count => ${max}, older_than => ${daysAgo(AUDIT_RETENTION_DAYS)}) as count`
      )),
  };
}
