import * as z from "zod";
import { e164 } from "../_shared/conversation/answer_schema.ts";

// For the OpenAPI document, types and tests; no handler imports it.

const time = z.iso.datetime({ offset: true });

export const phoneNumber = z.object({
  id: z.uuid(),
  phone: e164,
  verified_at: time.nullable().describe("Null until the code was told."),
  created_at: time,
}).describe("One of a user's own numbers.");

export const phoneNumbers = z.object({ phone_numbers: z.array(phoneNumber) })
  .describe("All of the caller's own, newest first.");

export const requestedCode = phoneNumber.extend({ code_expires_at: time })
  .describe("A number for which a code is on its way.");

export const verifiedNumber = phoneNumber.extend({
  verified_at: time,
  moved_conversations: z.int(),
})
  .describe("A number that is the caller's, and nobody else's.");
