import assert from "node:assert/strict";
import { countSegments } from "./count_segments.ts";
import { measureText } from "./measure_text.ts";

Deno.test("measureText() says from which label on a text takes a segment more", () => {
  for (
    const [body, room] of [["x".repeat(100), 34], ["x".repeat(150), 10], ["x".repeat(160), 0], [
      "x".repeat(300),
      6,
    ], ["✓".repeat(60), 10]] as const
  ) {
    const { segments, size } = measureText(body);
    assert.deepEqual([segments, size.length, size.room], [countSegments(body), body.length, room]);
  }
});

Deno.test("measureText() says how much a label of other letters takes", () => {
  assert.equal(measureText("x".repeat(160)).size.segments_ucs2, 3);
  assert.equal(measureText("x").size.segments_ucs2, 1);
});
