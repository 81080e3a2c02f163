import * as z from "zod";
import {
  e164,
  mediaFiles,
  message,
  nextCursor,
  recordingLink,
} from "../conversation/answer_schema.ts";
import { policyDecision } from "../policy/answer_schema.ts";

// What the API answers about one person's data and the keys. For the OpenAPI document, types and tests; no handler imports it.

const time = z.iso.datetime({ offset: true });
const subject = z.string().describe("What the access audit calls it: an id, or a keyed hash.");
const source = z.enum(["keyword", "carrier", "api"]);

export const optOut = z.object({ id: z.uuid(), opted_out_at: time, source })
  .describe("Somebody said STOP; it tells nobody's number.");

export const optOutPage = z.object({ opt_outs: z.array(optOut), next_cursor: nextCursor })
  .describe("Opt-outs, newest first.");

export const optOutLookup = z.object({
  opted_out: z.boolean(),
  id: z.uuid().nullable(),
  opted_out_at: time.nullable(),
  source: source.nullable(),
}).describe("Whether a number has opted out, since when and how.");

export const optOutCounts = z.object({
  total: z.int(),
  last_week: z.int(),
  by_source: z.object({ keyword: z.int(), carrier: z.int(), api: z.int() }),
}).describe("How many people have opted out, in all and within the last seven days.");

export const legalHold = z.object({
  id: z.uuid(),
  user_id: z.uuid().nullable(),
  conversation_id: z.uuid().nullable(),
  subject,
  reason: z.string().nullable(),
  created_at: time,
}).describe("What neither erasure nor retention may touch.");

export const legalHoldPage = z.object({ legal_holds: z.array(legalHold), next_cursor: nextCursor })
  .describe("Legal holds, newest first.");

export const access = z.object({
  id: z.string().regex(/^[1-9]\d*$/),
  created_at: time,
  actor: z.string().describe("user:<id>, service:<name of the secret key>, or system."),
  action: z.string().regex(/^[a-z_]+$/),
  subject: subject.nullable(),
  details: z.record(z.string(), z.unknown()),
}).describe("Who read, exported, erased or held what.");

export const accessPage = z.object({ audit: z.array(access), next_cursor: nextCursor })
  .describe("The access audit, newest first.");

const exportedSeat = z.object({
  id: z.uuid(),
  user_id: z.uuid().nullable(),
  label: z.string().nullable(),
  phone: e164.nullable(),
  proxy_number: e164,
  joined_at: time,
  left_at: time.nullable(),
  muted_at: time.nullable(),
});

export const personExport = z.object({
  subject,
  exported_at: time,
  phone_numbers: z.array(
    z.object({ phone: e164, verified_at: time.nullable(), created_at: time }),
  ),
  conversations: z.array(z.object({
    id: z.uuid(),
    status: z.enum(["active", "closed"]),
    mode: z.enum(["message", "voice", "message_and_voice"]),
    friendly_name: z.string().nullable(),
    announcement: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    created_by_person: z.boolean(),
    created_at: time,
    expires_at: time.nullable(),
    closed_at: time.nullable(),
    closed_reason: z.enum(["expired", "idle", "api", "participant", "erased"]).nullable(),
    seats: z.array(exportedSeat),
  })),
  sent: z.array(message.extend({ policy: policyDecision })),
  received: z.array(z.object({
    id: z.uuid(),
    conversation_id: z.uuid().nullable(),
    body: z.string().nullable(),
    media: mediaFiles,
    created_at: time,
    status: message.shape.forwards.element.shape.status,
    sent_at: time.nullable(),
    delivered_at: time.nullable(),
  })),
  asked_about: z.array(z.object({
    id: z.uuid(),
    number: e164.describe("The pool number that was texted."),
    body: z.string(),
    media_count: z.int(),
    created_at: time,
  })).describe("Texts to nobody of which the app is yet to say what to do."),
  calls: z.array(z.object({
    id: z.uuid(),
    conversation_id: z.uuid().nullable(),
    direction: z.enum(["inbound", "outbound"]),
    status: z.string(),
    created_at: time,
    answered_at: time.nullable(),
    ended_at: time.nullable(),
    duration_seconds: z.int().nullable(),
    recording: recordingLink.extend({ kind: z.enum(["talk", "voicemail"]) }).nullable(),
  })),
  opt_outs: z.array(z.object({ opted_out_at: time, source })),
  blocks: z.array(z.object({ conversation_id: z.uuid().nullable(), created_at: time })),
  access: z.array(
    z.object({ at: time, actor: z.string(), action: z.string(), subject: subject.nullable() }),
  ),
}).describe("Everything that is held about a person, in the clear.");

export const erasureReceipt = z.object({
  id: z.uuid(),
  erased: z.object({
    conversations: z.int(),
    messages: z.int(),
    forwards: z.int(),
    phone_numbers: z.int(),
    rate_limits: z.int(),
    calls: z.int(),
  }),
  carrier_deletions_queued: z.int(),
}).describe("What was erased.");

const keyId = z.string().regex(/^[A-Za-z0-9_-]{8}$/).describe("Gives nothing of the key away.");

export const encryptionKey = z.object({
  id: keyId,
  role: z.enum(["current", "previous", "missing"]),
  used: z.boolean().describe("Something is stored under it."),
  people: z.int().nullable().describe("What is left under a key that is not current."),
  erased_people: z.int().nullable().describe("Of these, those of whom only a hash is kept."),
  bodies: z.int().nullable(),
  repeats_until: time.nullable(),
  created_at: time.nullable(),
  retired_at: time.nullable(),
  lost_at: time.nullable(),
}).describe("A key of this database.");

export const encryptionKeys = z.object({ keys: z.array(encryptionKey) })
  .describe("The keys of this database, newest first.");

export const keyRotation = z.object({
  from: keyId,
  to: keyId,
  people: z.int(),
  bodies: z.int(),
  unreadable: z.int().describe("What no key opens; it stays as it is."),
  more: z.boolean().describe("Call it again."),
}).describe("What one batch brought under the current key.");
