import assert from "node:assert/strict";
import { createCipheriv, createHash, randomBytes, scryptSync } from "node:crypto";
import postgres from "postgres";
import { importLegacy } from "../../../local/legacy/import_legacy.ts";
import {
  type ImportOptions,
  readImportOptions,
} from "../../../local/legacy/read_import_options.ts";
import type { E164 } from "../../functions/_shared/phone/e164.ts";
import { decrypt } from "../../functions/_shared/privacy/decrypt.ts";
import { encrypt } from "../../functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../functions/_shared/privacy/hash_phone.ts";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { importNumbers } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const KEY = "k".repeat(32);
const LEGACY_KEY = "a secret of the old system, long enough";
const OWNER = "00000000-0000-4000-8000-00000000000a";
const USER = "00000000-0000-4000-8000-00000000000b";

/** As the seed's Node code wrote it. */
function legacyCiphertext(text: string, key = createHash("sha256").update(LEGACY_KEY).digest()) {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return `${iv.toString("hex")}:${cipher.update(text, "utf8", "hex")}${cipher.final("hex")}`;
}

Deno.test("The import of a seed system's data", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const keys = await createKeyRing({ current: KEY });
  const hash = (number: string) => hashPhone(keys, number as E164);
  const fromUrl = `${db.url}?search_path=legacy`;
  const options: ImportOptions = readImportOptions(["--owner", OWNER], {
    LEGACY_DATABASE_URL: fromUrl,
    DATABASE_URL: db.url,
    PHONE_ENCRYPTION_KEY: KEY,
    LEGACY_PHONE_ENCRYPTION_KEY: LEGACY_KEY,
  });
  const imported = async () => ({
    limits: [...await sql`select id, count, window_start from public.rate_limits order by count`],
    numbers: [
      ...await sql`select user_id, phone_hash, phone_encrypted from public.user_phone_numbers order by user_id`,
    ],
    clients: [
      ...await sql`select client_id, masked_number from public.phone_conversations order by client_id`,
    ],
  });
  try {
    await importNumbers(sql, 5);
    await sql`insert into auth.users (id) values (${OWNER}), (${USER})`;
    await sql`insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted, verified_at)
      values (${OWNER}, ${await hash("+14155550141")}, ${await encrypt(
      keys,
      "phone",
      "+14155550141",
    )}, now())`;
    await sql.unsafe(`
      create schema legacy;
      create table legacy.rate_limits (id text primary key, count integer not null default 0, window_start bigint not null,
        created_at timestamptz default now(), updated_at timestamptz default now());
      create table legacy.user_phone_numbers (id uuid primary key default gen_random_uuid(), user_id uuid,
        phone_number varchar(20) unique not null, encrypted_phone_number text not null, verified boolean default false,
        verification_code varchar(6), verification_expires_at timestamptz, created_at timestamptz default now(),
        updated_at timestamptz default now());
      create table legacy.masked_phones (id serial primary key, client_id integer not null unique, real_phone text not null,
        masked_phone text not null unique, created_at timestamp default current_timestamp);`);
    await sql`insert into legacy.rate_limits (id, count, window_start) values
      ('phone:+14155550151', 2, 1767225600000), ('phone:(415) 555-0151', 3, 1767229200), ('phone:+14155550152:verify', 1, 1767225600000),
      ('192.168.1.1:outbound_call', 9, 1767225600000), ('phone_hash:a1b2c3', 9, 1767225600000)`;
    await sql`insert into legacy.user_phone_numbers (user_id, phone_number, encrypted_phone_number, verified) values
      (${USER}, '+14155550153', ${legacyCiphertext("+14155550153")}, true),
      (${USER}, '+14155550154', ${legacyCiphertext("+14155550154")}, false)`;
    await sql`insert into legacy.masked_phones (client_id, real_phone, masked_phone) values
      (1, '+14155550155', '+1-555-MASK-1234'), (2, ${
      legacyCiphertext("4155550156")
    }, '+14155550103'),
      (3, '+14155550157', '+14155550104')`;
    const nothing = await imported();

    await t.step("changes nothing unless it is told to, and says what it would do", async () => {
      const report = await importLegacy(options);
      assert.deepEqual(report, {
        lines: [
          "rate_limits: 3 entries with a number become 2 with a hash",
          "user_phone_numbers: 1 of 1 verified numbers are new here; 1 unverified ones are left out",
          "masked_phones: 3 made, of which 2 keep their number; 0 were here already",
        ],
        problems: [],
        applied: false,
      });
      assert.deepEqual(await imported(), nothing);
    });

    await t.step(
      "turns numbers into hashes and ciphertexts of ours, merging duplicates",
      async () => {
        assert.equal((await importLegacy({ ...options, apply: true })).applied, true);
        const { limits, numbers, clients } = await imported();
        assert.deepEqual(limits, [
          {
            id: `phone_hash:${await hash("+14155550152")}:verify`,
            count: 1,
            window_start: new Date("2026-01-01T00:00:00Z"),
          },
          {
            id: `phone_hash:${await hash("+14155550151")}`,
            count: 5,
            window_start: new Date("2026-01-01T01:00:00Z"),
          },
        ]);
        assert.deepEqual(
          [numbers[1]!.user_id, numbers[1]!.phone_hash],
          [USER, await hash("+14155550153")],
        );
        assert.equal(await decrypt(keys, "phone", numbers[1]!.phone_encrypted), "+14155550153");
        assert.deepEqual(clients.slice(1), [
          { client_id: "2", masked_number: "+14155550103" },
          { client_id: "3", masked_number: "+14155550104" },
        ]);
        assert.ok(!["+14155550103", "+14155550104", null].includes(clients[0]!.masked_number));
        const seats =
          await sql`select phone_encrypted from public.phone_conversation_participants where user_id is null`;
        assert.deepEqual(
          (await Promise.all(seats.map((s) => decrypt(keys, "phone", s.phone_encrypted))))
            .toSorted(),
          ["+14155550155", "+14155550156", "+14155550157"],
        );
      },
    );

    await t.step("changes nothing when it is done again", async () => {
      const before = await imported();
      const report = await importLegacy({ ...options, apply: true });
      assert.match(report.lines[2]!, /0 made.* 3 were here already/);
      assert.deepEqual(await imported(), before);
    });

    await t.step(
      "applies all or nothing, and names what stands in the way without a number",
      async () => {
        await sql`insert into legacy.rate_limits (id, count, window_start) values
        ('phone:+14155550158', 1, 1767225600000), ('phone:nobody', 1, 1767225600000)`;
        await sql`insert into legacy.user_phone_numbers (user_id, phone_number, encrypted_phone_number, verified) values
        ('00000000-0000-4000-8000-00000000000c', '+14155550159', ${
          legacyCiphertext("+14155550159")
        }, true),
        (${USER}, '+14155550160', ${legacyCiphertext("+14155550161")}, true)`;
        await sql`insert into legacy.masked_phones (client_id, real_phone, masked_phone) values (4, 'unknown', '+1-555-MASK-1')`;
        const before = await imported();
        const report = await importLegacy({ ...options, apply: true });
        assert.equal(report.applied, false);
        assert.deepEqual(await imported(), before);
        assert.deepEqual(
          report.problems.map((line) => line.replace(/[0-9a-f-]{36}/, "…")).toSorted(),
          [
            "masked_phones of client 4: validation_failed",
            "rate_limits row 5: its id holds no phone number",
            "user_phone_numbers of user …: its ciphertext and its number differ",
            "user_phone_numbers of user …: there is no such user in auth.users",
          ],
        );
        assert.doesNotMatch(JSON.stringify(report), /555-?01/);
      },
    );

    await t.step(
      "opens ciphertexts whose key was made in another customary way, and no others",
      async () => {
        const problemsWith = async (key: Buffer, legacySecret: string) => {
          await sql`truncate legacy.rate_limits, legacy.user_phone_numbers, legacy.masked_phones`;
          await sql`insert into legacy.user_phone_numbers (user_id, phone_number, encrypted_phone_number, verified)
          values (${USER}, '+14155550153', ${legacyCiphertext("+14155550153", key)}, true)`;
          return (await importLegacy({ ...options, legacySecret })).problems;
        };
        const hex = randomBytes(32).toString("hex");
        assert.deepEqual(await problemsWith(Buffer.from(hex, "hex"), hex), []);
        assert.deepEqual(await problemsWith(Buffer.from(hex.slice(0, 32)), hex), []);
        assert.deepEqual(await problemsWith(scryptSync(hex, "salt", 32), hex), []);
        assert.match((await problemsWith(randomBytes(32), hex))[0]!, /does not open it/);
      },
    );

    await t.step("names the setting that is wrong", async () => {
      assert.throws(
        () => readImportOptions(["--owner", "ana"], { PHONE_ENCRYPTION_KEY: "short" }),
        {
          message:
            "Read the options: --from or LEGACY_DATABASE_URL must be a URL that starts with postgresql://; " +
            "--to or DATABASE_URL must be a URL that starts with postgresql://; PHONE_ENCRYPTION_KEY must hold 32 characters at least; " +
            "--owner must be the id of a user",
        },
      );
      const nowhere = "postgresql://nobody@127.0.0.1:1/none";
      await assert.rejects(importLegacy({ ...options, fromUrl: nowhere }), /--from or LEGACY/);
      await assert.rejects(importLegacy({ ...options, toUrl: nowhere }), /--to or DATABASE_URL/);
      const wrongKey = { ...options, secrets: { current: "w".repeat(32) } };
      await assert.rejects(
        importLegacy(wrongKey),
        (error: postgres.PostgresError) =>
          error.code === "MSKWK" && /PHONE_ENCRYPTION_KEY is not the key/.test(error.message),
      );
    });
  } finally {
    await db.stop();
  }
});
