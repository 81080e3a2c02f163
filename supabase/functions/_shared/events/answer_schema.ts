import * as z from "zod";
import { e164, nextCursor } from "../conversation/answer_schema.ts";
import { EVENT_TYPES } from "./schema.ts";

// What the app is told, and what the API says of that. For the OpenAPI document, types and tests; no handler imports it.

const time = z.iso.datetime({ offset: true });
const seat = { id: z.uuid(), user_id: z.uuid().nullable(), label: z.string().nullable() };
const person = z.strictObject(seat).describe("A participant; of an erased one only the id.");
const conversation = { conversation_id: z.uuid() };
const forward = {
  ...conversation,
  message_id: z.uuid(),
  forward_id: z.uuid(),
  part: z.int(),
  parts: z.int(),
  sender: person.nullable().describe("Null when the app spoke."),
  recipient: person.nullable(),
};

const event = <Type extends typeof EVENT_TYPES[number], Shape extends z.ZodRawShape>(
  type: Type,
  data: Shape,
) => z.strictObject({ type: z.literal(type), timestamp: time, data: z.strictObject(data) });

export const eventPayload = z.discriminatedUnion("type", [
  event("conversation.created", {
    ...conversation,
    status: z.literal("active"),
    mode: z.enum(["message", "voice", "message_and_voice"]),
    masked_number: e164.nullable(),
    starts_at: time.nullable(),
    expires_at: time.nullable(),
    participants: z.array(z.strictObject({ ...seat, proxy_number: e164 })),
  }),
  event("conversation.reopened", { ...conversation, status: z.literal("active") }),
  event("conversation.closed", {
    ...conversation,
    status: z.literal("closed"),
    reason: z.enum(["expired", "idle", "api", "participant", "erased"]),
  }),
  event("conversation.number_replaced", {
    ...conversation,
    participant: person.nullable(),
    replaced_number: e164.describe("The number that this participant had."),
    proxy_number: e164,
    masked_number: e164.nullable(),
  }),
  event("message.late", {
    ...conversation,
    message_id: z.uuid(),
    participant: person.nullable(),
  }),
  event("message.relayed", { ...forward, status: z.enum(["sent", "delivered"]) }),
  event("message.failed", {
    ...forward,
    status: z.enum(["failed", "undelivered", "suppressed"]),
    reason: z.string().nullable()
      .describe(
        "The carrier's code or one of ours; of a suppressed one leak_guard, policy or not_wanted.",
      ),
  }),
  event("participant.opted_out", {
    ...conversation,
    participant: person.nullable(),
    source: z.enum(["keyword", "carrier", "api"]),
  }),
  event("participant.opted_in", { ...conversation, participant: person.nullable() }),
  event("call.ended", {
    ...conversation,
    call_id: z.uuid(),
    parent_id: z.uuid().nullable().describe("The call for which this phone was rung."),
    participant: person.nullable(),
    direction: z.enum(["inbound", "outbound"]),
    outcome: z.string().nullable(),
    refusal_reason: z.string().nullable().describe("Why the policy hook refused it."),
    status: z.enum(["completed", "busy", "no_answer", "failed", "canceled"]),
    duration_seconds: z.int().nullable(),
  }),
  event("call.voicemail", {
    ...conversation,
    call_id: z.uuid().describe("The call of which GET …/calls/{call_id}/recording has the link."),
    participant: person.nullable().describe("Who was rung in vain."),
    seconds: z.int().nullable(),
    expires_at: time,
  }),
]).describe("What EVENTS_WEBHOOK_URL is sent.");

export const outgoingEvent = z.object({
  id: z.uuid().describe("The webhook-id, the same in every attempt."),
  type: z.enum(EVENT_TYPES),
  conversation_id: z.uuid(),
  status: z.enum(["due", "sending", "delivered", "given_up"]),
  attempts: z.int(),
  error_code: z.string().nullable().describe("HTTP_ and a status, TIMEOUT or NETWORK."),
  created_at: time,
  next_attempt_at: time.nullable(),
  settled_at: time.nullable(),
  data: z.record(z.string(), z.unknown()),
}).describe("An event, and what became of its delivery.");

export const eventPage = z.object({ events: z.array(outgoingEvent), next_cursor: nextCursor })
  .describe("Events, newest first.");

export const replayed = z.object({ count: z.int(), next_cursor: nextCursor })
  .describe("How many events are due again; with a next_cursor there are more.");
