import type postgres from "postgres";
import { decrypt } from "../../functions/_shared/privacy/decrypt.ts";
import { hashPhone } from "../../functions/_shared/privacy/hash_phone.ts";
import type { KeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import type { E164 } from "../../functions/_shared/phone/e164.ts";

const CIPHERTEXT = /v1(?:\.[A-Za-z0-9_-]+){3}/g;

/**
 * What every column of every table still tells of a person: the names of tables that hold the hash of the number, or a ciphertext that
 * opens to the number or to one of these texts.
 */
export async function tracesOf(
  sql: postgres.Sql,
  keys: KeyRing,
  phone: string,
  texts: string[],
): Promise<string[]> {
  const hash = await hashPhone(keys, phone as E164);
  const tables = await sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'masking', 'private') order by name`;
  const traces: string[] = [];
  for (const { name } of tables) {
    for (const { row } of await sql.unsafe(`select to_jsonb(t)::text as row from ${name} t`)) {
      if (row.includes(hash)) traces.push(`${name}: the hash`);
      for (const [ciphertext] of row.matchAll(CIPHERTEXT)) {
        const opened = await decrypt(keys, "phone", ciphertext)
          .catch(() => decrypt(keys, "body", ciphertext))
          .catch(() => decrypt(keys, "media", ciphertext));
        if (opened === phone || texts.includes(opened)) traces.push(`${name}: ${opened}`);
      }
    }
  }
  return traces;
}
