import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Ask } from "./ask.ts";

/** `masking.claim_due_asks`: what the policy hook is yet to decide, in any conversation. */
export async function claimDueAsks(sql: Sql, maxCount: number): Promise<Ask[]> {
  const [row] = await inOneTrip(sql)<{ asks: Ask[] }>`
    select masking.claim_due_asks(max_count => ${maxCount}) as asks`;
  return row!.asks;
}
