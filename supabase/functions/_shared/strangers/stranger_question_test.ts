import assert from "node:assert/strict";
import { createKeyRing } from "../privacy/key_ring.ts";
import { strangerQuestion } from "./stranger_question.ts";

const keys = await createKeyRing({ current: "k".repeat(32) });
const asked = {
  channel: "message" as const,
  id: "m",
  number: "+14155550118",
  phone: "+14155550141",
  at: "2026-11-21T12:00:00Z",
};
const ask = async (more: Partial<Parameters<typeof strangerQuestion>[1]> = {}, ring = keys) =>
  JSON.parse(await strangerQuestion(ring, { ...asked, ...more }));

Deno.test("strangerQuestion() tells our number, the country and a name, and nothing that opens theirs", async () => {
  const { stranger, ...told } = await ask();
  assert.deepEqual(told, {
    channel: "message",
    reason: "no_conversation",
    number: "+14155550118",
    country_code: "US",
    message_id: "m",
    at: "2026-11-21T12:00:00Z",
  });
  assert.match(stranger, /^[\w-]{43}$/);
  const call = await ask({ channel: "call", id: "c" });
  assert.deepEqual([call.channel, call.call_id, call.message_id], ["call", "c", undefined]);
});

Deno.test("strangerQuestion() names the same person alike, under the current key, and nobody else", async () => {
  const { stranger } = await ask();
  const name = async (...more: Parameters<typeof ask>) => (await ask(...more)).stranger;
  assert.equal(await name({ channel: "call", id: "c", number: "+14155550119" }), stranger);
  assert.notEqual(await name({ phone: "+14155550142" }), stranger);
  const both = await createKeyRing({ current: "k".repeat(32), previous: "p".repeat(32) });
  assert.equal(await name({}, both), stranger);
  assert.notEqual(await name({}, await createKeyRing({ current: "p".repeat(32) })), stranger);
  assert.equal((await ask({ phone: "88811" })).country_code, null);
});
