import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";

const AT_ONCE = 100;

/** Removes files of dropped messages from the store; what it cannot remove is due again later. How many were taken from the queue. */
export async function removeMedia({ sql, media, log }: Deps, requestId: string): Promise<number> {
  const due = await inOneTrip(sql)<{ path: string }>`
    select path from masking.claim_media_deletions(max_count => ${AT_ONCE}) as path`;
  const paths = due.map(({ path }) => path);
  if (paths.length === 0) return 0;
  try {
    await media.remove(paths);
    await sql`select masking.settle_media_deletions(paths => ${sql.json(paths)})`;
  } catch (error) {
    log("media_not_removed", { request_id: requestId, error });
  }
  return paths.length;
}
