import type { Sql } from "../db/connect.ts";
import type { Log } from "../log.ts";
import type { E164 } from "../phone/e164.ts";
import { decrypt } from "./decrypt.ts";
import { encrypt } from "./encrypt.ts";
import type { KeyRing, Keys } from "./key_ring.ts";
import { protectPhone } from "./protect_phone.ts";

type StoredPerson = { phone_hash: string; phone_encrypted: string | null; number: string | null };
type StoredBody = { id: string; body_encrypted: string };
type StoredMedia = { id: string; media: { url_encrypted: string }[] };

/** What one batch brought under the current key; `unreadable` is what no key opens, `more` says that there may be another batch. */
export type RotatedBatch = { people: number; bodies: number; unreadable: number; more: boolean };

/** Brings some of what is stored under the previous key under the current one, each person at once. Can stop anywhere and start again. */
export async function rotateBatch(
  deps: { sql: Sql; log: Log },
  keys: KeyRing & { previous: Keys },
  maxCount: number,
): Promise<RotatedBatch> {
  const { sql } = deps;
  const readable = async <Row, Rotated>(rows: Row[], rotate: (row: Row) => Promise<Rotated>) => {
    const rotated = await Promise.all(rows.map((row) =>
      rotate(row).catch((error) => {
        deps.log("cannot_decrypt", { error });
        return null;
      })
    ));
    return rotated.filter((row) => row !== null);
  };

  const storedPeople = await sql<StoredPerson[]>`
    select phone_hash, phone_encrypted, number from masking.people_under_key(
      key_id => ${keys.previous.id}, max_count => ${maxCount})`;
  const people = await readable(storedPeople, (row) => rotatePerson(keys, row));
  if (people.length > 0) {
    await sql`select masking.rotate_people(people => ${sql.json(people)})`;
  }

  const storedBodies = await sql<StoredBody[]>`
    select id, body_encrypted from masking.bodies_under_key(
      key_id => ${keys.previous.id}, max_count => ${maxCount})`;
  const bodies = await readable(storedBodies, async ({ id, body_encrypted: old }) => ({
    id,
    old,
    new: await encrypt(keys, "body", await decrypt(keys, "body", old)),
  }));
  if (bodies.length > 0) await sql`select masking.rotate_bodies(bodies => ${sql.json(bodies)})`;

  const storedMedia = await sql<StoredMedia[]>`
    select id, media from masking.media_under_key(
      key_id => ${keys.previous.id}, max_count => ${maxCount})`;
  const media = await readable(storedMedia, async ({ id, media: old }) => ({
    id,
    old,
    new: await Promise.all(old.map(async ({ url_encrypted: url }) => ({
      url_encrypted: await encrypt(keys, "media", await decrypt(keys, "media", url)),
    }))),
  }));
  if (media.length > 0) await sql`select masking.rotate_media(media => ${sql.json(media)})`;

  if (storedPeople.length === 0) {
    await sql`select masking.drop_old_limits(key_id => ${keys.previous.id})`;
  }
  return {
    people: people.length,
    bodies: bodies.length + media.length,
    unreadable: storedPeople.length - people.length + storedBodies.length - bodies.length +
      storedMedia.length - media.length,
    more: people.length + bodies.length + media.length > 0,
  };
}

async function rotatePerson(keys: KeyRing, row: StoredPerson) {
  const number = row.number ?? await decrypt(keys, "phone", row.phone_encrypted ?? "");
  const person = await protectPhone(keys, number as E164);
  if (!person.phone_hash.split("|").includes(row.phone_hash)) {
    throw new Error("Rotate a person: the hash is not that of the number");
  }
  return person;
}
