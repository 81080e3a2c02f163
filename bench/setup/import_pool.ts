import type { Sql } from "postgres";
import { phoneNumber } from "./phone_number.ts";

/** Pool numbers, from the end of the reserved range, at a pace that never makes a text wait. */
export async function importPool(sql: Sql, count: number): Promise<string[]> {
  const numbers = Array.from({ length: count }, (_, index) => ({
    number: phoneNumber(70_000 + index),
    phone_hash: `pool number ${index}`,
    provider: "twilio",
    country_code: "US",
    area_code: null,
    sms: true,
    mms: true,
    voice: true,
    segments_per_second: 1_000_000,
  }));
  await sql`select masking.import_numbers(numbers => ${sql.json(numbers)})`;
  return numbers.map(({ number }) => number);
}
