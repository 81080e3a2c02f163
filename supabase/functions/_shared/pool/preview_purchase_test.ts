import assert from "node:assert/strict";
import { previewPurchase } from "./preview_purchase.ts";

Deno.test("previewPurchase() stays within the count, the budget and the offer", () => {
  const numbers = Array.from({ length: 5 }, (_, n) => `+1628555010${n}`);
  const preview = (count: number, max_monthly_cost: number) => {
    const bought = previewPurchase({ count, max_monthly_cost }, {
      numbers,
      monthlyCost: 1.15,
      currency: "USD",
    });
    return [bought.numbers.length, bought.monthly_cost, bought.missing];
  };
  assert.deepEqual(preview(2, 100), [2, 2.3, 0]);
  assert.deepEqual(preview(3, 3.44), [2, 2.3, 1]);
  assert.deepEqual(preview(3, 3.45), [3, 3.45, 0]);
  assert.deepEqual(preview(3, 1.14), [0, 0, 3]);
  assert.deepEqual(preview(9, 100), [5, 5.75, 4]);
});
