import assert from "node:assert/strict";
import { readAnswer } from "./read_answer.ts";

Deno.test("readAnswer() reads the three answers, and no more of them than it knows", () => {
  assert.deepEqual(readAnswer('{"action":"allow","more":1}'), { action: "allow" });
  assert.deepEqual(readAnswer('{"action":"change","body":"Hi 👋"}'), {
    action: "change",
    body: "Hi 👋",
  });
  assert.deepEqual(readAnswer('{"action":"hold","reason":"needs_review"}'), {
    action: "hold",
    reason: "needs_review",
  });
  assert.deepEqual(readAnswer('{"action":"hold"}'), { action: "hold", reason: null });
});

Deno.test("readAnswer() keeps no reason but a code word, and holds all the same", () => {
  const reasons = ["Call 415-555-0123", "415_555", "", "a".repeat(65), "_a", "a__b", 7, ["abuse"]];
  for (const reason of reasons) {
    assert.deepEqual(readAnswer(JSON.stringify({ action: "hold", reason })), {
      action: "hold",
      reason: "other",
    });
  }
});

Deno.test("readAnswer() takes anything else for no answer", () => {
  const texts = [
    ...["", "ok", "null", "[]", '"allow"', "{}", '{"action":"ALLOW"}', '{"action":"pass"}'],
    ...['{"action":"change"}', '{"action":"change","body":7}', '{"action":"change","body":null}'],
    '{"action":"change","body":"\\u0000"}',
    '{"action":"change","body":"\\ud83d"}',
    `${'{"a":'.repeat(40)}1${"}".repeat(40)}`,
  ];
  for (const text of texts) assert.equal(readAnswer(text), null, text);
});
