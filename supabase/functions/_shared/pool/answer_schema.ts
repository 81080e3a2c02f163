import * as z from "zod";
import { PROVIDERS } from "../carrier/provider.ts";
import { e164 } from "../conversation/answer_schema.ts";

// What the API answers about the pool. For the OpenAPI document, types and tests; no handler imports it.

const time = z.iso.datetime({ offset: true });

export const poolNumberAnswer = z.object({
  number: e164,
  provider: z.enum(PROVIDERS),
  provider_sid: z.string().nullable().describe("The carrier's id of the number."),
  country_code: z.string(),
  area_code: z.string().nullable(),
  sms: z.boolean(),
  mms: z.boolean(),
  voice: z.boolean(),
  segments_per_second: z.number(),
  reserved: z.boolean().describe("Lent only to who names it."),
  status: z.enum(["active", "draining", "retired"]),
  created_at: time,
  updated_at: time,
  release_requested_at: time.nullable(),
  released_at: time.nullable(),
  bad_since: time.nullable().describe("Since when the carrier sends nothing from it."),
  bad_code: z.string().nullable().describe("What the carrier said."),
}).describe("A carrier number that we own and lend.");

export const poolNumbersAnswer = z.object({ numbers: z.array(poolNumberAnswer) })
  .describe("Numbers of the pool.");

export const poolCountry = z.object({
  country_code: z.string(),
  active: z.int(),
  draining: z.int(),
  retired: z.int(),
  bad: z.int().describe("Numbers from which the carrier sends nothing."),
  bindings_held: z.int().describe("Live and cooling ones."),
  busiest_person_holds: z.int().describe("The most that one person holds."),
  capacity_left: z.int(),
  numbers_needed: z.int().describe("In a week, if it grows as in the last one."),
  numbers_to_buy: z.int(),
  live_on_draining: z.int().describe("Seats that wait to be moved to another number."),
  to_release: z.int().describe("Numbers that go back to the carrier once nobody holds them."),
}).describe("The numbers of one country.");

export const poolReport = z.object({ countries: z.array(poolCountry) })
  .describe("Numbers, bindings, capacity and forecast by country.");

export const poolMoment = z.object({
  at: time,
  active: z.int(),
  bindings_held: z.int(),
  busiest_person_holds: z.int(),
  capacity_left: z.int(),
}).describe("The load of the numbers of one country at one time.");

export const poolHistory = z.object({
  countries: z.array(z.object({ country_code: z.string(), points: z.array(poolMoment) })),
}).describe("The load of the pool over time, the last point now.");

export const replacement = z.object({
  number: e164,
  status: z.enum(["active", "draining", "retired"]),
  moved: z.int().describe("Conversations that are on other numbers now."),
  not_moved: z.array(z.uuid()).describe("Conversations for which every number is taken."),
  conversations_left: z.int(),
  more: z.boolean().describe("Call it again with after."),
  after: z.uuid().nullable(),
}).describe("What was moved off a number.");

export const numberOrder = z.object({
  number: e164,
  monthly_cost: z.number(),
  status: z.enum(["planned", "bought"]),
}).describe("A number of a purchase.");

export const purchase = z.object({
  dry_run: z.boolean(),
  id: z.uuid().nullable().describe("Null for a dry run."),
  count: z.int(),
  max_monthly_cost: z.number(),
  monthly_cost: z.number(),
  currency: z.string().nullable(),
  missing: z.int().describe("How many the budget did not allow or the carrier did not have."),
  numbers: z.array(numberOrder),
}).describe("What was bought, or would be.");

export const syncChange = z.object({
  number: e164,
  action: z.enum(["update", "import"]),
  differs: z.array(
    z.enum(["sms_webhook", "voice_webhook", "call_status_webhook", "provider_sid", "capabilities"]),
  ),
}).describe("What was, or would be, done about one number of the carrier account.");

export const poolSync = z.object({
  dry_run: z.boolean(),
  changes: z.array(syncChange),
  failed: z.array(e164).describe("Could not be changed; the log says why."),
  missing: z.array(e164).describe("In the pool but not in the account."),
  drained: z.array(e164).describe(
    "Of the missing ones those that are lent no more from now on; the sweep moves their conversations.",
  ),
  not_drained_because: z.enum(["account_is_empty", "most_are_missing"]).nullable().describe(
    "Why none of the missing ones is drained: it is more likely another account.",
  ),
  not_in_pool: z.array(e164).describe("In the account but not in the pool."),
  more: z.boolean().describe("Call it again with after."),
  after: e164.nullable(),
}).describe("How the carrier account and the pool differ.");
