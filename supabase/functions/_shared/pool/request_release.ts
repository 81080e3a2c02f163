import type { Sql } from "../db/connect.ts";
import type { PoolNumber } from "./set_number_status.ts";

/** `masking.request_release`. Throws `number_not_found`. */
export async function requestRelease(sql: Sql, number: string): Promise<PoolNumber> {
  const [row] = await sql<{ number: PoolNumber }[]>`
    select masking.request_release(number => ${number}) as number`;
  return row!.number;
}
