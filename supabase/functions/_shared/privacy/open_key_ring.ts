import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import { createKeyRing, type KeyRing } from "./key_ring.ts";

/**
 * The keys of these secrets, once the database has said that they are its own: under another key nobody would be found, and what is
 * written would be lost to the right one. Throws `wrong_encryption_key`.
 */
export async function openKeyRing(
  sql: Sql,
  secrets: { current: string; previous?: string | undefined },
): Promise<KeyRing> {
  const keys = await createKeyRing(secrets);
  await inOneTrip(sql)`select masking.check_keys(
    current_id => ${keys.current.id}, previous_id => ${keys.previous?.id ?? null})`;
  return keys;
}
