import assert from "node:assert/strict";
import { allocate, minimumPool, mostHeld } from "./allocate.ts";
import { drawArrivals } from "./arrivals.ts";

Deno.test("drawArrivals() draws the same again, groups too, most people in few conversations and some in 50 at once", () => {
  const arrivals = drawArrivals(3_000, 168, 1);
  assert.deepEqual(arrivals, drawArrivals(3_000, 168, 1));
  assert.ok(arrivals.every(({ people }) => new Set(people).size === people.length));
  assert.ok(arrivals.some(({ people }) => people.length > 2));
  const peaks = mostHeld(arrivals, 0);
  assert.ok(peaks.filter((peak) => peak <= 2).length > peaks.length * 0.8);
  assert.ok(Math.max(...peaks) >= 50);
});

Deno.test("minimumPool() counts what one person holds at once, cooldown included, and no allocation does with fewer", () => {
  const arrivals = [
    { people: [1, 2], from: 0, until: 10 },
    { people: [1, 3, 4], from: 5, until: 15 },
    { people: [1, 5], from: 12, until: 20 },
    { people: [6, 7], from: 12, until: 20 },
  ];
  assert.equal(minimumPool(arrivals, 0), 2);
  assert.equal(minimumPool(arrivals, 5), 3);
  assert.deepEqual(allocate(arrivals, "shared", 0), { numbersNeeded: 2, refused: 0 });
  assert.deepEqual(allocate(arrivals, "shared", 0, 1), { numbersNeeded: 1, refused: 1 });
  assert.equal(allocate(arrivals, "exclusive", 0).numbersNeeded, 3);
});
