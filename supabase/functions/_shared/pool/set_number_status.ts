import type { Sql } from "../db/connect.ts";
import type { Row } from "../db/rows.ts";

/** A pool number as the API shows it. */
export type PoolNumber = Omit<Row<"phone_number_pool">, "phone_hash">;

/** `masking.set_number_status`. Throws `number_not_found`, and `number_in_use` when a number that is still lent should retire. */
export async function setNumberStatus(
  sql: Sql,
  number: string,
  status: "active" | "draining" | "retired",
): Promise<PoolNumber> {
  const [row] = await sql<{ number: PoolNumber }[]>`
    select masking.set_number_status(number => ${number}, status => ${status}) as number`;
  return row!.number;
}
