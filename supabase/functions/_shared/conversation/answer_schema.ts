import * as z from "zod";
import { LANGUAGES } from "../language/language.ts";

// What the API answers about conversations. For the OpenAPI document, types and tests: no handler imports it, so it costs no cold start.

const time = z.iso.datetime({ offset: true });

/** A number as the carrier writes it. */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/).describe("A phone number in E.164.");

export const nextCursor = z.string().nullable()
  .describe("The cursor of the next page; null on the last one.");

export const participant = z.object({
  id: z.uuid(),
  user_id: z.uuid().nullable().describe("Null for a bare number."),
  label: z.string().nullable().describe("What the others know this person by."),
  proxy_number: e164.describe(
    "The number that this participant texts, and from which this one hears the others.",
  ),
  joined_at: time,
}).describe("A seat in a conversation: one person, known by a label and never by a number.");

export const leakCounts = z.object({
  warned: z.int(),
  redacted: z.int(),
  blocked: z.int(),
}).describe("How many texts the leak guard has found.");

export const conversation = z.object({
  id: z.uuid(),
  status: z.enum(["active", "closed"]),
  mode: z.enum(["message", "voice", "message_and_voice"]),
  friendly_name: z.string().nullable(),
  masked_number: e164.nullable().describe("The proxy number when all have the same, else null."),
  participants: z.array(participant).describe(
    "Those who have a seat now, in the order in which they came.",
  ),
  label_messages: z.boolean().describe("Texts say whose they are."),
  record_calls: z.boolean().describe(
    "Calls between two are recorded, once both were told.",
  ),
  pin_required: z.boolean().describe("Every caller enters a PIN, from whatever phone."),
  leak_policy: z.enum(["allow", "warn", "redact", "block"]),
  language: z.enum(LANGUAGES).nullable().describe(
    "Of its calls, and of texts that are ours; null: VOICE_LANGUAGE.",
  ),
  announcement: z.string().nullable().describe(
    "What a caller is told before anybody is rung; null: what VOICE_ANNOUNCE says.",
  ),
  metadata: z.record(z.string(), z.unknown()),
  idle_timeout: z.int().nullable().describe("Seconds; null: never."),
  starts_at: time.nullable(),
  expires_at: time.nullable().describe("Null: no end."),
  extend_on_activity: z.int().nullable().describe("Seconds that each message or call adds."),
  max_expires_at: time.nullable(),
  last_interaction_at: time.describe("The last relayed message or call, or the opening."),
  created_at: time,
  closed_at: time.nullable(),
  closed_reason: z.enum(["expired", "idle", "api", "participant", "erased"]).nullable(),
  leaks: leakCounts.optional().describe(
    "Only where the service or the creator reads one conversation.",
  ),
  blocked: z.boolean().optional().describe("For the service: somebody said BLOCK or REPORT."),
  reported_at: time.nullable().optional().describe("For the service: when REPORT was said first."),
  frozen_at: time.nullable().optional().describe("For the service: since when texts are kept."),
}).describe("People connected through pool numbers for a while.");

const count = z.int().min(0);

export const conversationTotals = z.object({
  messages: z.object({
    received: count.describe("Texts that came in from its participants."),
    relayed: count.describe("Of those: what was for the others."),
    posted: count.describe("What the app said, and notices."),
    segments_received: count,
  }),
  forwards: z.object({
    sent: count.describe("Texts that the carrier took, one a recipient."),
    delivered: count,
    failed: count,
    suppressed: count.describe("Not sent: the recipient has opted out or is muted."),
    segments_sent: count,
  }),
  calls: z.object({
    asked_for: count.describe("By a phone that called, or by the app."),
    connected: count.describe("Of those: the ones in which somebody was reached."),
    seconds: count.describe("Of every phone on the line."),
  }),
}).describe("How much was texted and called in a conversation.");

export const conversationPage = z.object({
  conversations: z.array(conversation),
  next_cursor: nextCursor,
}).describe("Conversations, newest first.");

export const forward = z.object({
  id: z.uuid(),
  recipient_participant_id: z.uuid(),
  part: z.int().describe("1, and 2 for the second part of a text that is too long with its label."),
  status: z.enum([
    "queued",
    "sending",
    "sent",
    "delivered",
    "undelivered",
    "failed",
    "unknown",
    "suppressed",
    "held",
  ]),
  sent_at: time.nullable(),
  delivered_at: time.nullable(),
}).describe("A message on its way to one recipient.");

export const mediaFile = z.object({
  content_type: z.string(),
  size: z.int().describe("Bytes."),
  url: z.url().nullable().describe("Good for an hour; null while the store does not answer."),
}).describe("A file that came with a message.");

/** Null in the place of a file that could not be passed on; null altogether where the body is. */
export const mediaFiles = z.array(mediaFile.nullable()).nullable();

export const message = z.object({
  id: z.uuid(),
  conversation_id: z.uuid().nullable(),
  direction: z.enum(["inbound", "outbound"]).describe(
    "inbound came from a phone, outbound from the app.",
  ),
  sender_participant_id: z.uuid().nullable().describe("Null when the service spoke."),
  only_to_participant_id: z.uuid().nullable().describe("Whom a text in a group named."),
  outcome: z.enum([
    "forwarded",
    "no_conversation",
    "conversation_closed",
    "not_started",
    "alone",
    "opt_out",
    "opt_in",
    "help",
    "opted_out",
    "blocked",
    "rate_limited",
    "loop",
    "block",
    "report",
    "mute",
    "unmute",
    "leave",
  ]),
  body: z.string().nullable().describe("As it was relayed; null once it has been dropped."),
  media: mediaFiles,
  created_at: time,
  forwards: z.array(forward),
}).describe("A text that came in, from a phone or from the app.");

export const messagePage = z.object({ messages: z.array(message), next_cursor: nextCursor })
  .describe("Messages, newest first.");

const callStatus = z.enum([
  "queued",
  "ringing",
  "in_progress",
  "completed",
  "busy",
  "no_answer",
  "failed",
  "canceled",
]);

export const callLeg = z.object({
  id: z.uuid(),
  participant_id: z.uuid().nullable(),
  status: callStatus,
  answered_at: time.nullable(),
  accepted_at: time.nullable(),
  ended_at: time.nullable(),
  duration_seconds: z.int().nullable(),
}).describe("One who was rung for a call.");

export const call = z.object({
  id: z.uuid(),
  conversation_id: z.uuid().nullable(),
  participant_id: z.uuid().nullable(),
  direction: z.enum(["inbound", "outbound"]).describe(
    "inbound when a phone called, outbound when the app asked for the call.",
  ),
  outcome: z.enum([
    "bridge",
    "conference",
    "pin",
    "anonymous",
    "loop",
    "no_conversation",
    "conversation_closed",
    "not_started",
    "alone",
    "blocked",
    "opted_out",
    "rate_limited",
    "asked",
    "refused",
  ]).nullable().describe("asked: the policy hook is being asked; refused: by it."),
  status: callStatus,
  created_at: time,
  answered_at: time.nullable(),
  accepted_at: time.nullable(),
  ended_at: time.nullable(),
  duration_seconds: z.int().nullable(),
  recording: z.object({ seconds: z.int().nullable(), expires_at: time }).nullable().describe(
    "Of a talk between two, where its conversation has that.",
  ),
  voicemail: z.object({ seconds: z.int().nullable(), expires_at: time }).nullable().describe(
    "What the caller left for the one who was rung in vain.",
  ),
  legs: z.array(callLeg),
}).describe("A call to or for a conversation.");

export const recordingLink = z.object({
  url: z.url(),
  seconds: z.int().nullable(),
  expires_at: time,
})
  .describe("A link to the audio of a talk, or of a voicemail, for whoever has it.");

export const callPage = z.object({ calls: z.array(call), next_cursor: nextCursor })
  .describe("Calls, newest first.");

export const pin = z.object({ pin: z.string().regex(/^\d{4,8}$/) })
  .describe("With it the participant may call from any phone. Shown this once.");

export const clientPhone = z.object({
  client_id: z.string(),
  masked_phone: e164,
  conversation_id: z.uuid(),
  created_at: time,
}).describe("A number at which a user reaches one of the user's clients.");
