import * as z from "zod";
import { participantInput } from "../conversation/schema.ts";

// For the OpenAPI document, types and tests; no handler imports it.

const asked = {
  reason: z.literal("no_conversation"),
  number: z.string().regex(/^\+[1-9]\d{6,14}$/).describe(
    "The pool number that was texted or called.",
  ),
  stranger: z.string().describe(
    "Who it is: the same for the same person until the key is changed.",
  ),
  country_code: z.string().length(2).nullable().describe(
    "Of the person's number; ZZ: of no country.",
  ),
  at: z.iso.datetime({ offset: true }),
};

export const strangerQuestion = z.discriminatedUnion("channel", [
  z.strictObject({ channel: z.literal("message"), ...asked, message_id: z.uuid() }),
  z.strictObject({ channel: z.literal("call"), ...asked, call_id: z.uuid() }),
]).describe(
  "What STRANGERS_WEBHOOK_URL is asked about somebody who texts or calls, and is in no conversation there.",
);

export const strangerAnswer = z.discriminatedUnion("action", [
  z.object({ action: z.literal("ignore") }),
  z.object({ action: z.literal("answer") }),
  z.object({ action: z.literal("say"), text: z.string().min(1).max(320) }),
  z.looseObject({
    action: z.literal("connect"),
    participant: participantInput,
    label: z.string().optional().describe("Of the stranger."),
    mode: z.enum(["message", "voice", "message_and_voice"]).optional()
      .describe("Has to allow what the stranger did; message for a text, voice for a call."),
  }).describe("And the settings of POST /masking/conversations, but for starts_at."),
]).describe("What to do about a stranger.");
