import assert from "node:assert/strict";
import { redact } from "./redact.ts";

Deno.test("redact() takes numbers, addresses and keys out of a text", () => {
  const cases: [string, string][] = [
    ["to +14155550101 failed", "to [number] failed"],
    ["to +1 (415) 555-0101 failed", "to [number] failed"],
    ["To=%2B14155550101&x", "To=%2B[number]&x"],
    ["from ana@example.com", "from [address]"],
    ["key sb_secret_abcdefgh12", "key [key]"],
    ["code 21610, status 400", "code 21610, status 400"],
  ];
  for (const [text, expected] of cases) {
    assert.equal(redact(text), expected);
  }
});

Deno.test("redact() keeps a text short", () => {
  assert.equal(redact("x".repeat(2000)).length, 500);
});
