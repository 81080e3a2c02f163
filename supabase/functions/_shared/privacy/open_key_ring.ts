import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import { createKeyRing, type KeyRing } from "./key_ring.ts";

/**
 * The keys of these secrets, once the database has said that they are its own: under another key nobody would be found, and what is
 * written would be lost to the right one. With `storesEvents` the database is told in the same trip whether
 * events are to be stored. Throws `wrong_encryption_key`.
 */
export async function openKeyRing(
  sql: Sql,
  secrets: { current: string; previous?: string | undefined },
  storesEvents?: boolean,
): Promise<KeyRing> {
  const keys = await createKeyRing(secrets);
  const [current, previous] = [keys.current.id, keys.previous?.id ?? null];
  await (storesEvents === undefined
    ? inOneTrip(
      sql,
    )`select masking.check_keys(current_id => ${current}, previous_id => ${previous})`
    : inOneTrip(sql)`
      select masking.check_keys(current_id => ${current}, previous_id => ${previous}),
             masking.switch_events(is_on => ${storesEvents})`);
  return keys;
}
