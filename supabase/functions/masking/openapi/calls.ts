import * as z from "zod";
import { call, callPage, recordingLink } from "../../_shared/conversation/answer_schema.ts";
import { callInput, pageQuery, uuid } from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";

const asked = {
  id: EXAMPLE.callId,
  conversation_id: EXAMPLE.conversationId,
  participant_id: EXAMPLE.driverId,
  direction: "outbound",
  outcome: null,
  status: "queued",
  created_at: AT.created,
  answered_at: null,
  accepted_at: null,
  ended_at: null,
  duration_seconds: null,
  recording: null,
  voicemail: null,
  legs: [],
};
const params = { id: EXAMPLE.conversationId };

/** What the service sends, and what a user does. */
export const callRequest = z.union([callInput.service, callInput.user]);

export const calls: Operations = {
  "/conversations/:id/calls": {
    GET: {
      id: "listCalls",
      summary: "List calls",
      description: "A user sees none from before joining.",
      callers: ["user", "service"],
      params: { id: uuid },
      query: pageQuery,
      answers: { 200: { description: "A page, newest first", schema: callPage } },
      errors: ["conversation_not_found", "invalid_cursor"],
      examples: { default: { params, answer: { calls: [asked], next_cursor: null } } },
    },
    POST: {
      id: "startCall",
      summary: "Start a call",
      description:
        "Rings the caller first, and the others once this one has pressed 1. A user is the " +
        "one who is rung first and sends `{}`; the service names a participant.",
      callers: ["user", "service"],
      idempotent: true,
      limited: true,
      params: { id: uuid },
      body: callRequest,
      answers: { 201: { description: "The call", schema: call } },
      errors: [
        "conversation_not_found",
        "participant_not_found",
        "conversation_closed",
        "conversation_not_started",
        "mode_not_allowed",
        "alone_in_conversation",
        "recipient_opted_out",
        "call_refused",
        "wrong_encryption_key",
      ],
      examples: {
        by_the_service: { params, body: { participant_id: EXAMPLE.driverId }, answer: asked },
        by_a_user: { params, body: {}, answer: asked },
      },
    },
  },
  "/conversations/:id/calls/:call_id/recording": {
    GET: {
      id: "getRecording",
      summary: "Get a link to a recorded call or a voicemail",
      description:
        "Of a call between two: the talk, where the conversation has `record_calls`, or what the caller left for " +
        "the other. The link opens for whoever has it, until `expires_at`; this and each opening adds a row to the access audit.",
      callers: ["service"],
      params: { id: uuid, call_id: uuid },
      answers: { 200: { description: "The link", schema: recordingLink } },
      errors: ["conversation_not_found", "recording_not_found"],
      examples: {
        default: {
          params: { ...params, call_id: EXAMPLE.callId },
          answer: {
            url:
              `https://abc.supabase.co/functions/v1/voice-webhook/voicemail?call=${EXAMPLE.callId}&key=${EXAMPLE.voicemailKey}`,
            seconds: 61,
            expires_at: AT.expires,
          },
        },
      },
    },
  },
};
