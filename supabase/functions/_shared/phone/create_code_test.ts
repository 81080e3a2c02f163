import assert from "node:assert/strict";
import { createCode } from "./create_code.ts";

Deno.test("createCode() has six digits, zeros in front included", () => {
  assert.equal(createCode(6, () => 0), "000000");
  assert.equal(createCode(6, () => 42), "000042");
  assert.equal(createCode(6, () => 1_999_999), "999999");
  for (let n = 0; n < 1000; n++) assert.match(createCode(6), /^[0-9]{6}$/);
});

Deno.test("createCode() draws again where the rest of the range would favour some codes", () => {
  const draws = [2 ** 32 - 1, 4_294_000_000, 4_293_999_999];
  assert.equal(createCode(6, () => draws.shift()!), "999999");
  assert.deepEqual(draws, []);
});

Deno.test("createCode() makes every digit as often as any other, in every place", () => {
  const count = 60_000;
  const seen = Array.from({ length: 6 }, () => Array<number>(10).fill(0));
  for (let n = 0; n < count; n++) {
    [...createCode(6)].forEach((digit, place) => seen[place]![Number(digit)]!++);
  }
  const expected = count / 10;
  for (const digits of seen) {
    const chiSquare = digits.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // Nine degrees of freedom: more than this comes by chance once in ten million runs.
    assert.ok(chiSquare < 50, `${digits}`);
  }
});
