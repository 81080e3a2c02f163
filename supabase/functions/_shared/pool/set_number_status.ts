import type { Sql } from "../db/connect.ts";

/** A pool number as the API shows it. */
export type PoolNumber = {
  number: string;
  provider: string;
  provider_sid: string | null;
  country_code: string;
  area_code: string | null;
  sms: boolean;
  mms: boolean;
  voice: boolean;
  status: "active" | "draining" | "retired";
  created_at: string;
  updated_at: string;
};

/** `masking.set_number_status`. Throws `number_not_found`, and `number_in_use` when a number that is still lent should retire. */
export async function setNumberStatus(
  sql: Sql,
  number: string,
  status: PoolNumber["status"],
): Promise<PoolNumber> {
  const [row] = await sql<{ number: PoolNumber }[]>`
    select masking.set_number_status(number => ${number}, status => ${status}) as number`;
  return row!.number;
}
