import * as z from "zod";
import { canCall, PROVIDERS } from "../carrier/provider.ts";
import { geoMatch } from "./geo_match.ts";

/** One number that the carrier account owns. */
const poolNumberInput = z.strictObject({
  number: z.string().min(1).max(64),
  provider: z.enum(PROVIDERS, `must be one of ${PROVIDERS.join(", ")}`).default("twilio"),
  provider_sid: z.string().regex(/^[A-Za-z0-9]{1,64}$/, "must be the carrier's id, as PN…")
    .nullable().default(null),
  sms: z.boolean().default(true),
  mms: z.boolean().default(true),
  voice: z.boolean().optional(),
  segments_per_second: z.number().min(0.01).max(10_000).default(1),
  reserved: z.boolean().optional(),
}).refine(({ provider, voice }) => voice !== true || canCall(provider), {
  path: ["voice"],
  error: "must be false: there are no calls with this provider",
})
  .transform((input) => ({ ...input, voice: input.voice ?? canCall(input.provider) }))
  .refine((input) => input.sms || input.mms || input.voice, "must be able to text or to call");

/** `POST /masking/pool/numbers` */
export const poolNumbersInput = z.strictObject({
  numbers: z.array(poolNumberInput).min(1).max(1000),
});

/** `PATCH /masking/pool/numbers/{number}` */
export const poolNumberChanges = z.strictObject({ status: z.enum(["active", "draining"]) });

/** `{number}` in a path. */
export const poolNumber = z.string().regex(
  /^\+[1-9]\d{6,14}$/,
  "must be E.164, as +14155550110 (percent-encode the +)",
);

/** `POST /masking/pool/numbers/{number}/replace`; `after` is where the call before left off. */
export const replacementInput = z.strictObject({
  ...geoMatch,
  overlap_seconds: z.int().min(0).max(31_536_000).nullable().default(null),
  release: z.boolean().default(false),
  after: z.uuid().nullable().default(null),
});

/** `POST /masking/pool/purchases` */
export const purchaseInput = z.strictObject({
  country_code: z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166 code, as US"),
  area_code: z.string().regex(/^[2-9]\d{2}$/, "must be three digits, as 415").optional(),
  capabilities: z.array(z.enum(["sms", "mms", "voice"])).min(1).max(3)
    .default(["sms", "mms", "voice"]),
  count: z.int().min(1).max(50),
  max_monthly_cost: z.number().min(0.01).max(100_000),
  dry_run: z.boolean().default(true),
});

/** `POST /masking/pool/sync`; `after` is where the call before left off. */
export const syncInput = z.strictObject({
  dry_run: z.boolean().default(true),
  import: z.boolean().default(false),
  max_count: z.int().min(1).max(100).default(25),
  after: poolNumber.nullable().default(null),
});

/** Query of `GET /masking/pool/history`: how far back. */
export const historyQuery = z.strictObject({
  hours: z.coerce.number({ error: "must be a number" }).int().min(1).max(2_160).default(336),
});
