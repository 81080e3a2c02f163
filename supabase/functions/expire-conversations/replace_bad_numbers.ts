import type { Deps } from "../_shared/deps.ts";

/**
 * Moves the live conversations of numbers that went bad to others, until the deadline (milliseconds of the epoch); how many were moved.
 * Those for which no number is free stay, and are tried again by the next sweep.
 */
export async function replaceBadNumbers(
  deps: Deps,
  deadline: number,
  requestId: string,
): Promise<number> {
  const bad = await deps.sql<{ number: string }[]>`
    select number from masking.bad_numbers() as number`;
  let total = 0;
  for (const { number } of bad) {
    if (Date.now() > deadline) break;
    // Needed by few sweeps, and so not at every start.
    const { moveConversations } = await import("../_shared/pool/move_conversations.ts");
    const options = { geoMatch: "country", overlapSeconds: null, after: null };
    const { moved, notMoved } = await moveConversations(deps, number, options, deadline, requestId);
    deps.log("bad_number", { request_id: requestId, outcome: "moved", count: moved });
    if (notMoved.length > 0) {
      const count = notMoved.length;
      deps.log("bad_number", { request_id: requestId, outcome: "no_free_number", count });
    }
    total += moved;
  }
  return total;
}
