import type { NumberOffer } from "../carrier/carrier_numbers.ts";

/** Prices have four decimals at the most. */
const UNIT = 10_000;

/** What a purchase would buy of an offer, in the shape of a purchase. */
export function previewPurchase(
  input: { count: number; max_monthly_cost: number },
  { numbers, monthlyCost, currency }: NumberOffer,
) {
  const [budget, price] = [input.max_monthly_cost, monthlyCost].map((cost) =>
    Math.round(cost * UNIT)
  ) as [number, number];
  const affordable = price === 0 ? input.count : Math.floor(budget / price);
  const chosen = numbers.slice(0, Math.min(input.count, affordable));
  return {
    dry_run: true,
    id: null,
    count: input.count,
    max_monthly_cost: input.max_monthly_cost,
    monthly_cost: chosen.length * price / UNIT,
    currency,
    missing: input.count - chosen.length,
    numbers: chosen.map((number) => ({ number, monthly_cost: monthlyCost, status: "planned" })),
  };
}
