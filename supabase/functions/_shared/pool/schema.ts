import { z } from "zod";
import { PROVIDERS } from "../carrier/provider.ts";

/** One number that the carrier account owns. */
const poolNumberInput = z.strictObject({
  number: z.string().min(1).max(64),
  provider: z.enum(PROVIDERS, `must be one of ${PROVIDERS.join(", ")}`).default("twilio"),
  provider_sid: z.string().regex(/^[A-Za-z0-9]{1,64}$/, "must be the carrier's id, as PN…")
    .nullable().default(null),
  sms: z.boolean().default(true),
  mms: z.boolean().default(true),
  voice: z.boolean().default(true),
  segments_per_second: z.number().min(0.01).max(10_000).default(1),
}).refine((input) => input.sms || input.mms || input.voice, "must be able to text or to call");

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
