import assert from "node:assert/strict";
import { hashPhone } from "../../functions/_shared/privacy/hash_phone.ts";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import type { E164 } from "../../functions/_shared/phone/e164.ts";
import { decrypt } from "../../functions/_shared/privacy/decrypt.ts";
import { startTestStack } from "../support/test_stack.ts";

const KEY = crypto.randomUUID();
const [ANA, BEN] = ["+14155550141", "+12125550142"];
const TEXT = "meet me at the north entrance";

const utf8 = (text: string) => new TextEncoder().encode(text);
const SPELLINGS: ((bytes: Uint8Array<ArrayBuffer>) => string)[] = [
  (bytes) => bytes.toHex(),
  (bytes) => bytes.toBase64({ omitPadding: true }),
  (bytes) => bytes.toBase64({ alphabet: "base64url", omitPadding: true }),
];

/** Every number that fiction may use in the +1 zone, 555-0100 to 555-0199 in each area code: they hold all that the test uses. */
function* dictionary(): Generator<string> {
  for (let area = 200; area < 1000; area++) {
    for (let line = 0; line < 100; line++) {
      yield `+1${area}55501${String(line).padStart(2, "0")}`;
    }
  }
}

Deno.test("A dump of the whole database without the key", async (t) => {
  const stack = await startTestStack({
    PHONE_ENCRYPTION_KEY: KEY,
    // Nobody listens there: the events stay.
    EVENTS_WEBHOOK_URL: "http://127.0.0.1:1",
    EVENTS_WEBHOOK_SECRET: `whsec_${crypto.getRandomValues(new Uint8Array(32)).toBase64()}`,
  });
  const { sql } = stack;
  try {
    const made = await stack.service("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
    }, { "idempotency-key": "dump" });
    const { participants: [ana, ben] } = await made.json();
    await stack.text(ANA!, ana.proxy_number, TEXT);
    await stack.arrivals(BEN!, 1);
    await stack.text("+13125550143", ben.proxy_number, "a stranger");
    await stack.arrivals("+13125550143", 1);
    await stack.text(BEN!, ben.proxy_number, "STOP");
    await stack.arrivals(ANA!, 1);

    const ours = new Set([
      ...(await sql`select number from public.phone_number_pool`).map(({ number }) => number),
    ]);
    const tables = await sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`;
    let dump = "";
    for (const { name } of tables) {
      for (const row of await sql.unsafe(`select to_jsonb(t)::text as row from ${name} t`)) {
        dump += `${row.row}\n`;
      }
    }

    assert.ok(dump.includes("message.relayed") && dump.includes("participant.opted_out"));

    await t.step("holds no number of a person and no text, in any common spelling", () => {
      for (const secret of [ANA!, BEN!, "+13125550143", TEXT]) {
        for (const text of [secret, secret.replace("+", ""), secret.slice(2)]) {
          assert.equal(dump.includes(text), false, text);
          for (const spell of SPELLINGS) assert.equal(dump.includes(spell(utf8(text))), false);
        }
      }
    });

    // Compared by whole values: every word of the dump that could be a hash.
    const words = new Set(dump.match(/[A-Za-z0-9_+/-]{20,}/g));
    const find = async (hash: (number: string) => Promise<Uint8Array<ArrayBuffer>>) => {
      const found: string[] = [];
      for (const number of dictionary()) {
        if (ours.has(number)) continue;
        const bytes = await hash(number);
        if (SPELLINGS.some((spell) => words.has(spell(bytes)))) found.push(number);
      }
      return found;
    };
    const hmacUnder = async (key: CryptoKey, prefix: string) => {
      return await find(async (number) =>
        new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(prefix + number)))
      );
    };
    const hmacKey = (secret: string) =>
      crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash: "SHA-256" }, false, [
        "sign",
      ]);

    await t.step("gives no number away to who hashes them all without a key", async () => {
      for (const prefix of ["", "phone:"]) {
        assert.deepEqual(
          await find(async (number) =>
            new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(prefix + number)))
          ),
          [],
        );
      }
    });

    await t.step("nor under another key, or under what the database itself holds", async () => {
      const [{ id }] = await sql`select id from public.encryption_keys` as unknown as [
        { id: string },
      ];
      const other = (await createKeyRing({ current: "o".repeat(32) })).current.hashing;
      for (const key of [other, await hmacKey("maskline.v1"), await hmacKey(id)]) {
        assert.deepEqual(await hmacUnder(key, "phone:"), []);
      }
      const wrong = await createKeyRing({ current: "o".repeat(32) });
      const ciphertexts = dump.match(/v1\.[\w-]{8}\.[\w-]+\.[\w-]+/g)!;
      assert.ok(ciphertexts.length >= 5);
      // As if its id said that it were the right key.
      const disguised = { current: { ...wrong.current, id } };
      for (const ciphertext of ciphertexts) {
        await assert.rejects(decrypt(disguised, "phone", ciphertext));
        await assert.rejects(decrypt(disguised, "body", ciphertext));
      }
    });

    await t.step("while with the key the same search finds everybody", async () => {
      const keys = await createKeyRing({ current: KEY });
      const found = await hmacUnder(keys.current.hashing, "phone:");
      assert.deepEqual(
        found,
        [BEN, "+13125550143", ANA, ...stack.status.users.map((u) => u.phone)].toSorted(),
      );
      assert.ok(dump.includes(await hashPhone(keys, ANA as E164)));
    });
  } finally {
    await stack.stop();
  }
});
