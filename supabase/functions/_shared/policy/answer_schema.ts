import * as z from "zod";
import { message, nextCursor } from "../conversation/answer_schema.ts";

// For the OpenAPI document, types and tests; no handler imports it.

const time = z.iso.datetime({ offset: true });
const reason = z.string().regex(/^[a-z]+(?:_[a-z]+)*$/).nullable()
  .describe("A code word: the hook's, other, no_answer or no_hook.");

/** What became of a message of which the policy hook was asked; null: it was not. */
export const policyDecision = z.object({
  state: z.enum(["pending", "allowed", "changed", "held", "passed", "released", "dropped"]),
  reason,
  decided_at: time.nullable(),
}).nullable();

export const heldMessage = message.extend({
  policy: z.object({
    state: z.enum(["pending", "held"]).describe("Waits for the policy hook, or for the service."),
    reason,
    attempts: z.int().describe("How often the hook was asked."),
    decided_at: time.nullable(),
  }),
}).describe("A text that is not relayed, or not yet.");

export const heldMessagePage = z.object({
  held_messages: z.array(heldMessage),
  next_cursor: nextCursor,
}).describe("Held messages, newest first.");

const seat = z.strictObject({
  id: z.uuid(),
  label: z.string().nullable(),
  user_id: z.uuid().nullable(),
});

export const policyQuestion = z.strictObject({
  type: z.literal("message.policy"),
  timestamp: time,
  data: z.strictObject({
    message_id: z.uuid(),
    conversation: z.strictObject({
      id: z.uuid(),
      mode: z.enum(["message", "message_and_voice"]),
      friendly_name: z.string().nullable(),
      metadata: z.record(z.string(), z.unknown()),
    }),
    direction: z.enum(["inbound", "outbound"]),
    sender: seat,
    recipients: z.array(seat),
    body: z.string().describe("In the clear."),
    media_count: z.int().describe("Files that came with it."),
    max_length: z.int().describe("Of a text in its place."),
  }),
}).describe("What POLICY_WEBHOOK_URL is asked about a text.");

export const policyCallQuestion = z.strictObject({
  type: z.literal("call.policy"),
  timestamp: time,
  data: z.strictObject({
    call_id: z.uuid(),
    conversation: z.strictObject({
      id: z.uuid(),
      mode: z.enum(["voice", "message_and_voice"]),
      friendly_name: z.string().nullable(),
      metadata: z.record(z.string(), z.unknown()),
    }),
    direction: z.enum(["inbound", "outbound"]).describe("outbound: the app starts it."),
    caller: seat,
    callees: z.array(seat),
  }),
}).describe("What POLICY_WEBHOOK_URL is asked about a call.");

export const policyAnswer = z.discriminatedUnion("action", [
  z.object({ action: z.literal("allow") }),
  z.object({ action: z.literal("change"), body: z.string() }),
  z.object({ action: z.literal("hold"), reason: reason.optional() }),
]).describe("What the policy hook says of it.");

export const policyCallAnswer = z.discriminatedUnion("action", [
  z.object({ action: z.literal("allow") }),
  z.object({ action: z.enum(["refuse", "hold"]), reason: reason.optional() }),
]).describe("What the policy hook says of a call; hold refuses it.");
