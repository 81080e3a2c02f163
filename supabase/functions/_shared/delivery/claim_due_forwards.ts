import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Claim } from "./claim.ts";

/** `masking.claim_due_forwards`: what waits in the outbox of any conversation. */
export async function claimDueForwards(sql: Sql, maxCount: number): Promise<Claim[]> {
  const [row] = await inOneTrip(sql)<{ claims: Claim[] }>`
    select masking.claim_due_forwards(max_count => ${maxCount}) as claims`;
  return row!.claims;
}
