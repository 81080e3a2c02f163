import * as z from "zod";

// For the OpenAPI document, types and tests; no handler imports it.

const time = z.iso.datetime({ offset: true });

export const deliveryHealth = z.object({
  queue_depth: z.int(),
  queued: z.int(),
  sending: z.int(),
  unknown: z.int(),
  carrier_not_configured: z.int(),
  oldest_waiting_since: time.nullable(),
  oldest_waiting_seconds: z.int(),
  quiet: z.int().describe("Forwards that wait for the end of quiet hours; in none of the above."),
  failures_last_hour: z.int(),
  carrier_compared_until: time.nullable(),
  policy_pending: z.int().describe("Texts that the policy hook has yet to decide."),
  policy_pending_since: time.nullable(),
  policy_held: z.int().describe("Texts that wait to be released or dropped."),
  policy_unanswered: z.int().describe("Of these, those of which the hook said nothing for a day."),
  strangers_pending: z.int().describe(
    "Texts of strangers of which the app is yet to say what to do.",
  ),
  strangers_pending_since: time.nullable(),
  carrier_deletions_waiting: z.int(),
  events_waiting: z.int(),
  events_oldest_waiting_seconds: z.int(),
  events_given_up: z.int(),
}).describe("What waits, for how long, what failed in the last hour, and what is held back.");

const reason = {
  error_code: z.string().nullable().describe("The carrier's, of the last try."),
  count: z.int(),
};

export const failureReasons = z.object({
  failed: z.array(
    z.object({ status: z.enum(["failed", "undelivered"]), ...reason, last_at: time }),
  ),
  waiting: z.array(
    z.object({ status: z.enum(["queued", "unknown"]), ...reason, oldest_at: time }),
  ),
}).describe("Why texts failed, and why others wait; the most frequent first.");
