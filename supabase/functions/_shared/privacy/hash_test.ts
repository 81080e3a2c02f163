import assert from "node:assert/strict";
import type { E164 } from "../phone/e164.ts";
import { hash } from "./hash.ts";
import { hashPhone } from "./hash_phone.ts";
import { createKeyRing } from "./key_ring.ts";

const phone = "+14155550101" as E164;

Deno.test("hashPhone() is the same for the same key and another for another key", async () => {
  const [a, again, other] = await Promise.all(
    ["a", "a", "b"].map((letter) => createKeyRing({ current: letter.repeat(32) })),
  );
  assert.equal(await hashPhone(a!, phone), await hashPhone(again!, phone));
  assert.notEqual(await hashPhone(a!, phone), await hashPhone(other!, phone));
  assert.match(await hashPhone(a!, phone), /^[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{43}$/);
});

Deno.test("hash() of the same text differs by purpose", async () => {
  const keys = await createKeyRing({ current: "a".repeat(32) });
  const hashes = await Promise.all(
    (["phone", "idempotency_key", "request"] as const).map((purpose) => hash(keys, purpose, "x")),
  );
  assert.equal(new Set(hashes).size, 3);
});

Deno.test("hash() under two keys is both hashes, the current one first", async () => {
  const [a, b] = ["a", "b"].map((letter) => letter.repeat(32));
  const hashes = await Promise.all(
    [{ current: a! }, { current: b! }, { current: a!, previous: b! }].map(async (secrets) =>
      await hashPhone(await createKeyRing(secrets), phone)
    ),
  );
  assert.equal(hashes[2], `${hashes[0]}|${hashes[1]}`);
});
