import { EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import { poolSync, purchase } from "../../_shared/pool/answer_schema.ts";
import { purchaseInput, syncInput } from "../../_shared/pool/schema.ts";

const wanted = { country_code: "US", count: 2, max_monthly_cost: 2.5 };
const numbers = (status: string) =>
  [EXAMPLE.maskedNumber, EXAMPLE.poolNumber].map((number) => ({
    number,
    monthly_cost: 1.15,
    status,
  }));
const cost = { count: 2, max_monthly_cost: 2.5, monthly_cost: 2.3, currency: "USD", missing: 0 };

export const purchases: Operations = {
  "/pool/purchases": {
    POST: {
      id: "purchaseNumbers",
      summary: "Buy numbers within a budget",
      description: "With `dry_run` false an `Idempotency-Key` is required.",
      callers: ["service"],
      idempotent: true,
      body: purchaseInput,
      answers: {
        201: { description: "What was bought", schema: purchase },
        200: { description: "What would be bought", schema: purchase },
      },
      errors: ["carrier_refused", "carrier_unavailable", "wrong_encryption_key"],
      examples: {
        buy: {
          body: { ...wanted, dry_run: false },
          answer: { dry_run: false, id: EXAMPLE.purchaseId, ...cost, numbers: numbers("bought") },
        },
        dry_run: {
          body: wanted,
          status: 200,
          answer: { dry_run: true, id: null, ...cost, numbers: numbers("planned") },
        },
      },
    },
  },
  "/pool/sync": {
    POST: {
      id: "syncPool",
      summary: "Bring the carrier account and the pool together",
      description:
        "Says what differs; with `dry_run` false it is changed. To be repeated while `more` is true.",
      callers: ["service"],
      body: syncInput,
      answers: { 200: { description: "What differs, or differed", schema: poolSync } },
      errors: ["carrier_refused", "carrier_unavailable", "wrong_encryption_key"],
      examples: {
        default: {
          body: { dry_run: false },
          answer: {
            dry_run: false,
            changes: [{
              number: EXAMPLE.poolNumber,
              action: "update",
              differs: ["sms_webhook"],
            }],
            failed: [],
            missing: [],
            drained: [],
            not_drained_because: null,
            not_in_pool: ["+14155550197"],
            more: false,
            after: null,
          },
        },
      },
    },
  },
};
