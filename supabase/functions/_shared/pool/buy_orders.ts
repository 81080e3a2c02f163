import { askCarrier } from "../carrier/ask_carrier.ts";
import type { Deps } from "../deps.ts";
import { numberWebhooks } from "./number_webhooks.ts";
import { toPoolNumber } from "./to_pool_number.ts";

/** A purchase as `masking.purchase_view` shows it. */
export type Purchase = {
  id: string;
  count: number;
  max_monthly_cost: number;
  monthly_cost: number;
  currency: string | null;
  missing: number;
  numbers: { number: string; monthly_cost: number; status: "planned" | "bought" }[];
};

/**
 * Buys what a purchase has planned and puts it into the pool, one by one: whatever is broken off goes on where it was, since buying a
 * number that is ours already only finds it. The purchase afterwards. Throws `carrier_unavailable`.
 */
export async function buyOrders(deps: Deps, purchase: Purchase): Promise<Purchase> {
  const planned = purchase.numbers.filter(({ status }) => status === "planned");
  if (planned.length === 0) return purchase;
  const carrier = await deps.carriers.get(deps.env.PHONE_MASKING_PROVIDER);
  const numbers = await carrier.numbers();
  const webhooks = numberWebhooks(deps.publicFunctionsUrl);
  for (const { number } of planned) {
    const bought = await askCarrier("Buy a number", numbers.buy(number, webhooks));
    const joins = bought && await toPoolNumber(deps, bought);
    await deps.sql`
      select masking.settle_order(
        purchase_id => ${purchase.id}, number => ${number},
        bought => masking.known_hashes(items => ${
      deps.sql.json([joins].filter((n) => n !== null))
    }) -> 0)`;
  }
  const [row] = await deps.sql<{ purchase: Purchase }[]>`
    select masking.purchase_view(purchase_id => ${purchase.id}) as purchase`;
  return row!.purchase;
}
