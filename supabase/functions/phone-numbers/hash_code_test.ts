import assert from "node:assert/strict";
import type { E164 } from "../_shared/phone/e164.ts";
import { hash } from "../_shared/privacy/hash.ts";
import { createKeyRing } from "../_shared/privacy/key_ring.ts";
import { hashCode } from "./hash_code.ts";

const [ana, ben] = [crypto.randomUUID(), crypto.randomUUID()];
const phone = "+14155550101" as E164;
const other = "+14155550102" as E164;

Deno.test("hashCode() is bound to user, number, code and key", async () => {
  const keys = await createKeyRing({ current: "k".repeat(32) });
  const others = await createKeyRing({ current: "l".repeat(32) });
  const hashes = await Promise.all([
    hashCode(keys, ana, phone, "123456"),
    hashCode(keys, ben, phone, "123456"),
    hashCode(keys, ana, other, "123456"),
    hashCode(keys, ana, phone, "123457"),
    hashCode(others, ana, phone, "123456"),
    hash(keys, "phone", `${ana}:${phone}:123456`),
  ]);
  assert.equal(new Set(hashes).size, hashes.length);
  assert.equal(await hashCode(keys, ana, phone, "123456"), hashes[0]);
  for (const hash of hashes) assert.match(hash, /^[\w-]+\.[\w-]{43}$/);
});
