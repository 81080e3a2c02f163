import assert from "node:assert/strict";
import { announcement } from "./announcement.ts";

Deno.test("announcement is words that can be spoken", () => {
  assert.equal(
    announcement.parse("  We are\n connecting <you> & Zoë.  "),
    "We are connecting <you> & Zoë.",
  );
  assert.equal(announcement.parse("a".repeat(200)).length, 200);
  for (const bad of ["", " ", "a".repeat(201), "a\u0001b", "a\ud800b"]) {
    assert.equal(announcement.safeParse(bad).success, false, JSON.stringify(bad));
  }
});

Deno.test("announcement tells nobody how to reach somebody", () => {
  for (const bad of ["Call +1 415 555 0101", "4 1 5 5 5 5 0", "write to ana@example.com"]) {
    assert.equal(announcement.safeParse(bad).success, false, bad);
  }
});
