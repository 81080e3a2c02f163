import assert from "node:assert/strict";
import { historyStep } from "./history_step.ts";

Deno.test("A history has round steps, few enough to be drawn", () => {
  const [minute, hour] = [60, 3_600];
  assert.deepEqual([1, 2, 24, 336, 2_160].map(historyStep), [
    minute,
    5 * minute,
    hour,
    6 * hour,
    24 * hour,
  ]);
  for (let hours = 1; hours <= 2_160; hours++) assert.ok(hours * hour / historyStep(hours) <= 90);
});
