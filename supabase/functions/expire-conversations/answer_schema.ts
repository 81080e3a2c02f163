import * as z from "zod";
import type { Swept } from "./sweep.ts";

// For the OpenAPI document, types and tests; no handler imports it.

export const swept = z.object({
  closed: z.int().describe("Conversations whose time was up."),
  released: z.int().describe("Bindings whose cooldown was over."),
  recovered: z.int().describe("Texts found at the carrier whose webhook was lost."),
  asked: z.int().describe("Texts whose status the carrier was asked for."),
  replaced: z.int().describe("Conversations moved from numbers that went bad."),
  calls_asked: z.int().describe("Calls of which no callback told the end."),
  resent: z.int().describe("Forwards taken from the outbox."),
  policy_decided: z.int().describe("Texts on which the policy hook decided."),
  strangers_settled: z.int().describe("Texts of strangers of which it is settled what to do."),
  redacted: z.int().describe("Messages whose body was dropped."),
  dropped: z.int().describe("Conversations whose numbers and texts were dropped."),
  recordings_expired: z.int(),
  queued: z.int().describe("Copies at the carrier that became old enough to be deleted."),
  deleted: z.int().describe("Those that the carrier was asked to delete."),
  removed: z.int().describe("Stored files that were to be removed."),
  returned: z.int().describe("Numbers given back to the carrier."),
  told: z.int().describe("Attempts to deliver events to the app."),
  pruned: z.int().describe("What was kept for a day or two, and events of 30 days ago."),
  more: z.boolean().describe("Its time was up before its work was done."),
}).describe("What one sweep did.") satisfies z.ZodType<Swept>;
