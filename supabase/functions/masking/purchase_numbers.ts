import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { askCarrier } from "../_shared/carrier/ask_carrier.ts";
import type { NumberSearch } from "../_shared/carrier/carrier_numbers.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { buyOrders, type Purchase } from "../_shared/pool/buy_orders.ts";
import { previewPurchase } from "../_shared/pool/preview_purchase.ts";
import { purchaseInput } from "../_shared/pool/schema.ts";

/** How often numbers are looked for in the place of those that somebody else was faster to buy. */
const ROUNDS = 3;

/** The carrier shows everybody the same numbers: more than needed, so that two purchases at once find enough. */
const MORE_THAN_NEEDED = 50;

/** `POST /masking/pool/purchases` (service): buys numbers within a budget → 201, or says what it would buy → 200. */
export function purchaseNumbers(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const input = await readJson(context.req.raw, purchaseInput);
    const carrier = await deps.carriers.get(deps.env.PHONE_MASKING_PROVIDER);
    const numbers = await carrier.numbers();
    const search: NumberSearch = {
      countryCode: input.country_code,
      areaCode: input.area_code,
      capabilities: input.capabilities,
      maxCount: input.count + MORE_THAN_NEEDED,
    };
    const find = () => askCarrier("Search numbers", numbers.search(search));
    if (input.dry_run) return context.json(previewPurchase(input, await find()));

    const key = context.req.header("idempotency-key") ?? null;
    if (key === null) {
      throw new AppError("validation_failed", "Buy numbers: send an Idempotency-Key", {
        errors: [{ path: "idempotency-key", message: "must be sent with dry_run false" }],
      });
    }
    const actor = callerKey(caller);
    const { id, requestHash } = await readIdempotency(
      await deps.keys(),
      key,
      `${actor}:POST purchases`,
      input,
    );
    const [started] = await deps.sql<{ purchase: Purchase }[]>`
      select masking.start_purchase(
        count => ${input.count}, max_monthly_cost => ${input.max_monthly_cost}, actor => ${actor},
        idempotency_id => ${id}, request_hash => ${requestHash}) as purchase`;
    let purchase = await buyOrders(deps, started!.purchase);
    for (let round = 0; round < ROUNDS && purchase.missing > 0; round++) {
      const offer = await find();
      const [planned] = await deps.sql<{ purchase: Purchase }[]>`
        select masking.plan_orders(
          purchase_id => ${purchase.id}, numbers => ${deps.sql.json(offer.numbers)},
          monthly_cost => ${offer.monthlyCost}, currency => ${offer.currency}) as purchase`;
      purchase = planned!.purchase;
      // No other number is for sale, the budget is spent, or the same request has bought them all meanwhile.
      if (purchase.numbers.every(({ status }) => status === "bought")) break;
      purchase = await buyOrders(deps, purchase);
    }
    return context.json({ dry_run: false, ...purchase }, 201);
  };
}
