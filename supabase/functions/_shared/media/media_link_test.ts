import assert from "node:assert/strict";
import { createKeyRing } from "../privacy/key_ring.ts";
import { mediaLink, readMediaToken } from "./media_link.ts";

const keys = await createKeyRing({ current: "k".repeat(32) });
const file = {
  messageId: "11111111-2222-4333-8444-555555555555",
  index: 3,
  from: new Date("2026-05-01T12:00:00Z"),
};
const later = (days: number) => new Date(file.from.getTime() + days * 86_400_000);

Deno.test("mediaLink() names a file for a week, in the same words each time", async () => {
  const link = await mediaLink("https://p.example.com/functions/v1", keys.current, file);
  assert.equal(link, await mediaLink("https://p.example.com/functions/v1", keys.current, file));
  const token = link.slice(link.lastIndexOf("/") + 1);
  assert.equal(await readMediaToken(keys, token, later(6.9)), `${file.messageId}/3`);
  assert.equal(await readMediaToken(keys, token, later(7.1)), null);
});

Deno.test("readMediaToken() reads under the previous key too, and nothing that was changed", async () => {
  const link = await mediaLink("", keys.current, file);
  const token = link.slice(link.lastIndexOf("/") + 1);
  const secrets = { current: "n".repeat(32), previous: "k".repeat(32) };
  assert.ok(await readMediaToken(await createKeyRing(secrets), token, file.from));
  assert.equal(
    await readMediaToken(await createKeyRing({ current: "n".repeat(32) }), token, file.from),
    null,
  );
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === "0" ? "1" : "0";
    const changed = token.slice(0, at) + other + token.slice(at + 1);
    assert.equal(await readMediaToken(keys, changed, file.from), null, `changed at ${at}`);
  }
  for (const bad of ["", "x", token.slice(1), `${token}A`, token.toUpperCase(), "\0", "../x"]) {
    assert.equal(await readMediaToken(keys, bad, file.from), null);
  }
});
