import assert from "node:assert/strict";
import fc from "fast-check";
import corpus from "../../../tests/leak_guard/corpus.json" with { type: "json" };
import heldOut from "../../../tests/leak_guard/held_out.json" with { type: "json" };
import { measure } from "../../../tests/leak_guard/measure.ts";
import { findLeaks } from "./find_leaks.ts";

const found = (text: string, earlier?: string[]) =>
  findLeaks(text, earlier).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

Deno.test("findLeaks() says what it found and where it stands, whatever the digits are", () => {
  const cases: [string, [string, string][]][] = [
    ["Call 415-555-0123 now", [["phone", "415-555-0123"]]],
    ["four one five triple five oh one two three, ok", [[
      "phone",
      "four one five triple five oh one two three",
    ]]],
    ["👋 ４１５-５５５-０１２３ 👋", [["phone", "４１５-５５５-０１２３"]]],
    ["a 4️⃣1️⃣5️⃣5️⃣5️⃣5️⃣0️⃣1️⃣2️⃣3️⃣ b", [["phone", "4️⃣1️⃣5️⃣5️⃣5️⃣5️⃣0️⃣1️⃣2️⃣3️⃣"]]],
    ["write to ana at example dot com.", [["email", "ana at example dot com"]]],
    ["insta: ana_rides, see you", [["handle", "ana_rides"]]],
    ["here: https://wa.me/14155550123 ok", [["link", "wa.me/14155550123"]]],
    ["ana@example.com or 415 555 0123", [["email", "ana@example.com"], ["phone", "415 555 0123"]]],
    ["Meet at 12:30, it is $45.50", []],
  ];
  for (const [text, expected] of cases) assert.deepEqual(found(text), expected, text);
});

Deno.test("findLeaks() finds the end of what began in the texts before", () => {
  assert.deepEqual(found("0123 is the rest", ["hi", "it's 415 555"]), [["phone", "0123"]]);
  assert.deepEqual(found("0123", ["my phone: 555", ""]), [["phone", "0123"]]);
  assert.deepEqual(found("50123", ["41555"]), [["phone", "50123"]]);
  assert.deepEqual(found("example.com", ["ana@"]), [["email", "example.com"]]);
  // What was whole in the text before is not found a second time.
  assert.deepEqual(found("5 minutes", ["415 555 0123"]), []);
  assert.deepEqual(found("see you", ["415 555 0123"]), []);
});

Deno.test("findLeaks() keeps the precision and recall that were measured", () => {
  const measured = measure(corpus);
  assert.ok(measured.leaks >= 345 && measured.innocent >= 303);
  assert.ok(measured.precision >= 0.996, `precision ${measured.precision}`);
  assert.ok(measured.recall >= 0.942, `recall ${measured.recall}`);
  const unseen = measure(heldOut);
  assert.ok(unseen.leaks >= 113 && unseen.innocent >= 104);
  assert.ok(unseen.precision >= 0.93, `precision ${unseen.precision}`);
  assert.ok(unseen.recall >= 0.84, `recall ${unseen.recall}`);
});

Deno.test("findLeaks() ends fast on any text, and names parts of it in order", () => {
  const pieces = fc.constantFrom(
    ..."4 ٤ 4️⃣ . - @ _ / : = ( ) \n $ # + at dot ig insta is me add one double fifty hundred example com a aa a1 1a wa.me t.me/ https:// 👋 415 555 0123 ."
      .split(" "),
    " ",
  );
  const texts = fc.array(pieces, { maxLength: 1600, size: "max" }).map((parts) =>
    parts.join("").slice(0, 1600)
  );
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 3, size: "max" }), (text, earlier) => {
      let last = 0;
      for (const { start, end } of findLeaks(text, earlier)) {
        assert.ok(start >= last && end > start && end <= text.length);
        last = end;
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("findLeaks() takes eight times the time for eight times the text, not 64 times", () => {
  const parts = [
    "1",
    "1 ",
    "1a",
    "a.",
    "a@",
    "a@a.",
    "ig ",
    "ig:",
    "insta_",
    "one ",
    "a at ",
    "a dot ",
    "add me ",
    "wa.me/",
    "$1,",
    "4-1.5 ",
    "4️⃣",
    "٤ ",
    "((",
    "x.y@z",
    "my ig is ",
    "_",
    "a-",
    "fb name ",
  ];
  const milliseconds = (part: string, length: number) => {
    const text = part.repeat(length).slice(0, length);
    return Math.min(...Array.from({ length: 2 }, () => {
      const started = performance.now();
      findLeaks(text);
      return performance.now() - started;
    }));
  };
  for (const part of parts) {
    const [short, long] = [milliseconds(part, 1_600), milliseconds(part, 12_800)];
    assert.ok(long < 30 * Math.max(short, 2), `${part}: ${short} ms, then ${long} ms`);
  }
});
