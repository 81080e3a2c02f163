import assert from "node:assert/strict";
import fc from "fast-check";
import { LONGEST_PREFIX } from "../carrier/measure_text.ts";
import { splitText } from "./split_text.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const characters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

/** As masking.relay_message plans them. */
const count = (text: string, prefix: string) =>
  Math.max(1, Math.ceil(text.length / (1600 - prefix.length)));

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "Z", "0", " ", " ", "\n", "é", "@") },
  {
    weight: 3,
    arbitrary: fc.constantFrom("👋", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇦🇺", "e\u0301", "ก็", "각", "\r\n", "नि"),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }) },
);

/** Texts about as long as the carrier takes, or nearly as two of its texts. */
const text = fc.tuple(
  fc.array(character, { minLength: 1, maxLength: 12 }),
  fc.oneof(
    fc.integer({ min: 1600 - LONGEST_PREFIX - 3, max: 1642 }),
    fc.integer({ min: 1, max: 3_000 }),
  ),
).map(([some, length]) => {
  let long = "";
  for (let index = 0; (long + some[index % some.length]).length <= length; index++) {
    long += some[index % some.length];
  }
  return long + "x".repeat(length - long.length);
});
const label = fc.oneof(
  fc.constant(""),
  fc.integer({ min: 1, max: 32 }).map((length) => `${"x".repeat(length)}: `),
  fc.integer({ min: 1, max: 16 }).map((length) => `${"🚗".repeat(length)}: `),
);

Deno.test("splitText() loses nothing, breaks no character, and makes no part that is too long or empty", () => {
  fc.assert(
    fc.property(text, label, (text, prefix) => {
      const parts = splitText(text, prefix, count(text, prefix));
      assert.equal(parts.length, count(text, prefix));
      assert.ok(parts.every((part) => part.startsWith(prefix) && part.length <= 1600));
      const pieces = parts.map((part) => part.slice(prefix.length));
      assert.equal(pieces.join(""), text);
      assert.ok(pieces.every((piece) => piece !== ""));
      assert.deepEqual(pieces.flatMap(characters), characters(text));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("splitText() leaves alone what goes in one, to the last character", () => {
  const prefix = "Driver: ";
  const fits = "y".repeat(1600 - prefix.length);
  assert.deepEqual(splitText(fits, prefix, count(fits, prefix)), [prefix + fits]);
  const parts = splitText(`${fits}y`, prefix, count(`${fits}y`, prefix));
  assert.equal(parts.length, 2);
});

Deno.test("splitText() cuts after a space where one is near", () => {
  const words = "some words of a text ".repeat(80).slice(0, 1600);
  const [first, second] = splitText(words, "A: ", 2);
  assert.ok(first!.endsWith(" ") && second!.startsWith("A: "));
  assert.ok(Math.abs(first!.length - second!.length) < 50);
});

Deno.test("splitText() cuts a character of too many marks between two code points", () => {
  for (const monster of [`e${"\u0301".repeat(1599)}`, `👩${"‍👩".repeat(532)}`]) {
    const parts = splitText(monster, "A: ", 2);
    assert.equal(parts.map((part) => part.slice(3)).join(""), monster);
    assert.ok(parts.every((part) => part.length <= 1600 && part.isWellFormed()));
  }
});
