import type { Sql } from "../db/connect.ts";
import type { Claim } from "./claim.ts";

/** `masking.recipient_opted_out`: whether a claim must not be sent any more, or again. */
export async function recipientOptedOut(sql: Sql, claim: Claim): Promise<boolean> {
  const [row] = await sql<{ opted_out: boolean }[]>`
    select masking.recipient_opted_out(forward_id => ${claim.forward_id}) as opted_out`;
  return row!.opted_out;
}
