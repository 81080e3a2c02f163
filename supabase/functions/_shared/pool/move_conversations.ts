import type { Claim } from "../delivery/claim.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Deps } from "../deps.ts";
import { encryptNotice } from "../routing/encrypt_notice.ts";

/** Texts in these conversations wait while they are moved. */
const AT_ONCE = 50;
const FROM_THE_FIRST = "00000000-0000-0000-0000-000000000000";

type Batch = {
  moved: number;
  not_moved: string[];
  last_id: string | null;
  conversations_left: number;
  claims: Claim[];
};

/**
 * `masking.replace_number` in batches until the deadline (milliseconds of the epoch): moves the live conversations of a draining
 * number to others, with a notice to its people. `after` is where to go on, null at the end. Throws `number_not_found`.
 */
export async function moveConversations(
  deps: Deps,
  number: string,
  options: {
    geoMatch: string;
    geoRadiusKm?: number;
    overlapSeconds: number | null;
    after: string | null;
  },
  deadline: number,
  requestId: string,
): Promise<{ moved: number; notMoved: string[]; conversationsLeft: number; after: string | null }> {
  const notice = await encryptNotice(deps, (texts) => texts.numberReplaced);
  let after = options.after;
  let moved = 0;
  const notMoved: string[] = [];
  for (;;) {
    const [batch] = await deps.sql<Batch[]>`
      select * from masking.replace_number(
        number => ${number}, geo_match => ${options.geoMatch}, geo_radius_km => ${
      options.geoRadiusKm ?? null
    },
        overlap => make_interval(secs => ${options.overlapSeconds}),
        notice_encrypted => ${deps.sql.json(notice)},
        after_id => ${after ?? FROM_THE_FIRST}, max_count => ${AT_ONCE})`;
    deps.background(deliver(deps, batch!.claims, requestId));
    moved += batch!.moved;
    notMoved.push(...batch!.not_moved);
    after = batch!.last_id;
    if (after === null || Date.now() >= deadline) {
      return { moved, notMoved, conversationsLeft: batch!.conversations_left, after };
    }
  }
}
