import { z } from "zod";

// For the OpenAPI document, types and tests; no handler imports it.

export const deliveryHealth = z.object({
  queue_depth: z.int(),
  queued: z.int(),
  sending: z.int(),
  unknown: z.int(),
  carrier_not_configured: z.int(),
  oldest_waiting_since: z.iso.datetime({ offset: true }).nullable(),
  oldest_waiting_seconds: z.int(),
  failures_last_hour: z.int(),
  carrier_compared_until: z.iso.datetime({ offset: true }).nullable(),
  carrier_deletions_waiting: z.int(),
}).describe("What waits in the outbox, for how long, and what failed in the last hour.");
