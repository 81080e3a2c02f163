import assert from "node:assert/strict";
import fc from "fast-check";
import { decrypt } from "./decrypt.ts";
import { encrypt } from "./encrypt.ts";
import { createKeyRing } from "./key_ring.ts";

const [OLD, NEW] = ["o".repeat(32), "n".repeat(32)];
const keys = await createKeyRing({ current: OLD });

Deno.test("decrypt() reads what encrypt() wrote, byte for byte", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), async (text) => {
      assert.equal(await decrypt(keys, "body", await encrypt(keys, "body", text)), text);
    }),
  );
  for (const text of ["", "  spaces  ", "\u{feff}mark", "👩‍👩‍👧‍👦", "line\r\nline"]) {
    assert.equal(await decrypt(keys, "body", await encrypt(keys, "body", text)), text);
  }
});

Deno.test("encrypt() never writes the same ciphertext twice, and names its key", async () => {
  const written = await Promise.all(
    Array.from({ length: 1000 }, () => encrypt(keys, "phone", "+14155550101")),
  );
  assert.equal(new Set(written.map((text) => text.split(".")[2])).size, 1000);
  assert.ok(written.every((text) => text.startsWith(`v1.${keys.current.id}.`)));
});

Deno.test("decrypt() refuses another purpose, another key and any change", async () => {
  const written = await encrypt(keys, "phone", "+14155550101");
  await assert.rejects(decrypt(keys, "body", written));
  await assert.rejects(decrypt(await createKeyRing({ current: NEW }), "phone", written), /no key/);
  const [version, id, iv, data] = written.split(".");
  for (
    const changed of [
      "",
      "v1",
      written.slice(0, -2),
      `v2.${id}.${iv}.${data}`,
      `${version}.${id}.${iv}.A${data!.slice(1)}x`,
    ]
  ) {
    await assert.rejects(decrypt(keys, "phone", changed));
  }
});

Deno.test("decrypt() reads the previous key during a rotation", async () => {
  const written = await encrypt(keys, "phone", "+14155550101");
  const rotating = await createKeyRing({ current: NEW, previous: OLD });
  assert.equal(await decrypt(rotating, "phone", written), "+14155550101");
});
