import assert from "node:assert/strict";
import fc from "fast-check";
import { LONGEST_PREFIX } from "../carrier/measure_text.ts";
import { fitText, longestText } from "./fit_text.ts";
import { splitText } from "./split_text.ts";

Deno.test("fitText() finds room for exactly what splits into parts that a carrier takes", () => {
  fc.assert(fc.property(
    fc.nat(LONGEST_PREFIX).map((length) => "x".repeat(length)),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 5_000 }).map((length) => "words ".repeat(834).slice(0, length)),
    (prefix, parts, text) => {
      const fit = fitText(text, prefix, parts);
      if (text.length > longestText(prefix, parts)) return assert.equal(fit, null);
      assert.ok(fit && fit.parts <= parts && fit.segments > 0);
      const split = splitText(text, prefix, fit.parts);
      assert.ok(split.every((part) => part.length > prefix.length && part.length <= 1_600));
    },
  ));
});

Deno.test("fitText() leaves the files their room", () => {
  assert.deepEqual(fitText("x".repeat(1_400), "", 1, 200)?.parts, 1);
  assert.equal(fitText("x".repeat(1_401), "", 1, 200), null);
  // Where all parts are for files there is room for no word.
  assert.deepEqual(fitText("", "", 0), { parts: 0, segments: 1 });
  assert.equal(fitText("x", "", 0), null);
});
