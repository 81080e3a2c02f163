import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeText } from "./judge_text.ts";

const LEAKY = "Call 415-555-0123 or ana@example.com 👋";

Deno.test("judgeText() does what the policy says", () => {
  assert.deepEqual(judgeText("warn", LEAKY, []), { verdict: "warned", text: LEAKY });
  assert.deepEqual(judgeText("redact", LEAKY, []), {
    verdict: "redacted",
    text: "Call *** or *** 👋",
  });
  assert.deepEqual(judgeText("block", LEAKY, []), { verdict: "blocked", text: LEAKY });
  for (const policy of ["warn", "redact", "block"] as const) {
    assert.deepEqual(judgeText(policy, "See you at 5", []), {
      verdict: "clean",
      text: "See you at 5",
    });
  }
});

Deno.test("judgeText() takes out the part of a split number that is in this text", () => {
  assert.deepEqual(judgeText("redact", "0123 ok?", ["415 555"]), {
    verdict: "redacted",
    text: "*** ok?",
  });
});

Deno.test("judgeText() never makes a text longer, and finds nothing whole in what it left", () => {
  const texts = fc.array(
    fc.constantFrom(
      "4155550123",
      " 415 555 0123 ",
      "ana@example.com",
      " @ana_r ",
      "wa.me/1 ",
      "👋",
      "hi ",
    ),
    { maxLength: 20 },
  ).map((parts) => parts.join(" hi "));
  fc.assert(fc.property(texts, (text) => {
    const judged = judgeText("redact", text, []);
    assert.ok(judged.text.length <= text.length);
    assert.ok(!/\d{7}|@example|ana_r/.test(judged.text), judged.text);
  }));
});
