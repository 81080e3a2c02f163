import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { StrangerAsk } from "./stranger_ask.ts";

/** `masking.claim_due_strangers`: texts of strangers of whom the app is yet to say what to do. */
export async function claimDueStrangers(sql: Sql, maxCount: number): Promise<StrangerAsk[]> {
  const [row] = await inOneTrip(sql)<{ asks: StrangerAsk[] }>`
    select masking.claim_due_strangers(max_count => ${maxCount}) as asks`;
  return row!.asks;
}
