import * as z from "zod";
import { message, messagePage } from "../../_shared/conversation/answer_schema.ts";
import { messageInput, pageQuery, uuid } from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";

const posted = {
  id: EXAMPLE.messageId,
  conversation_id: EXAMPLE.conversationId,
  direction: "outbound",
  sender_participant_id: null,
  only_to_participant_id: null,
  outcome: "forwarded",
  body: "Your ride is confirmed",
  media: [],
  created_at: AT.created,
  forwards: [{
    id: EXAMPLE.forwardId,
    recipient_participant_id: EXAMPLE.driverId,
    part: 1,
    status: "sending",
    sent_at: null,
    delivered_at: null,
  }, {
    id: "dfd714f2-06a5-41c7-9a96-f48705ad5972",
    recipient_participant_id: EXAMPLE.riderId,
    part: 1,
    status: "sending",
    sent_at: null,
    delivered_at: null,
  }],
};
const arrived = { status: "delivered", sent_at: AT.sent, delivered_at: AT.delivered };

export const messages: Operations = {
  "/conversations/:id/messages": {
    GET: {
      id: "listMessages",
      summary: "List messages",
      description: "Decrypted for those who may see them; a user sees those since joining. " +
        "Each call adds a row to the access audit.",
      callers: ["user", "service"],
      params: { id: uuid },
      query: pageQuery,
      answers: { 200: { description: "A page, newest first", schema: messagePage } },
      errors: ["conversation_not_found", "invalid_cursor", "wrong_encryption_key"],
      examples: {
        default: {
          params: { id: EXAMPLE.conversationId },
          query: { limit: "20" },
          answer: {
            messages: [{
              ...posted,
              forwards: posted.forwards.map((forward) => ({ ...forward, ...arrived })),
            }],
            next_cursor: null,
          },
        },
      },
    },
    POST: {
      id: "postMessage",
      summary: "Speak in a conversation",
      description:
        "A user speaks to all the others, the service to all or to the one that it names. The answer comes before " +
        "the text has been sent.",
      callers: ["user", "service"],
      idempotent: true,
      limited: true,
      params: { id: uuid },
      body: messageInput.service,
      answers: { 201: { description: "The message", schema: message } },
      errors: [
        "conversation_not_found",
        "conversation_closed",
        "conversation_not_started",
        "mode_not_allowed",
        "participant_not_found",
        "alone_in_conversation",
        "wrong_encryption_key",
      ],
      examples: {
        default: {
          params: { id: EXAMPLE.conversationId },
          body: { body: "Your ride is confirmed" },
          answer: posted,
        },
      },
    },
  },
  "/media/:token": {
    GET: {
      id: "openMedia",
      summary: "Follow the link to a file",
      description: "For whoever has the link, which a text of Maskline brought.",
      callers: ["anybody"],
      params: { token: z.string().max(100) },
      answers: { 302: { description: "To the file itself", headers: ["Location"] } },
      errors: ["media_not_found", "wrong_encryption_key"],
      examples: { default: { params: { token: EXAMPLE.mediaToken } } },
    },
  },
};
