import assert from "node:assert/strict";
import { countSegments } from "./count_segments.ts";

Deno.test("countSegments() counts septets of GSM-7 and units of UCS-2", () => {
  const cases: [string, number][] = [
    ["", 1],
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    ["a".repeat(306), 2],
    ["a".repeat(307), 3],
    ["€".repeat(80), 1],
    ["€".repeat(81), 2],
    ["ü".repeat(160), 1],
    ["✓".repeat(70), 1],
    ["✓".repeat(71), 2],
    ["👋".repeat(35), 1],
    ["👋".repeat(36), 2],
  ];
  for (const [body, segments] of cases) {
    assert.equal(countSegments(body), segments, body.slice(0, 3));
  }
});
