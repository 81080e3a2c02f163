import { message } from "../../_shared/conversation/answer_schema.ts";
import { uuid } from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import { heldMessagePage } from "../../_shared/policy/answer_schema.ts";
import { heldMessageQuery, releaseInput } from "../../_shared/policy/schema.ts";

const forward = {
  id: EXAMPLE.forwardId,
  recipient_participant_id: EXAMPLE.riderId,
  part: 1,
  sent_at: null,
  delivered_at: null,
};
const text = {
  id: EXAMPLE.messageId,
  conversation_id: EXAMPLE.conversationId,
  direction: "inbound",
  sender_participant_id: EXAMPLE.driverId,
  only_to_participant_id: null,
  outcome: "forwarded",
  media: [],
  created_at: AT.created,
};

export const heldMessages: Operations = {
  "/held-messages": {
    GET: {
      id: "listHeldMessages",
      summary: "List texts that the policy hook holds or has yet to decide",
      description: "Each conversation of which a text is shown gets a row in the access audit.",
      callers: ["service"],
      query: heldMessageQuery,
      answers: { 200: { description: "A page, newest first", schema: heldMessagePage } },
      errors: ["invalid_cursor", "wrong_encryption_key"],
      examples: {
        default: {
          query: { state: "held" },
          answer: {
            held_messages: [{
              ...text,
              body: "Buy my old bicycle",
              forwards: [{ ...forward, status: "held" }],
              policy: {
                state: "held",
                reason: "advertising",
                attempts: 1,
                decided_at: AT.sent,
              },
            }],
            next_cursor: null,
          },
        },
      },
    },
  },
  "/held-messages/:id/release": {
    POST: {
      id: "releaseHeldMessage",
      summary: "Relay a held text after all",
      description: "Or another text in its place. It goes behind what waits already.",
      callers: ["service"],
      params: { id: uuid },
      body: releaseInput,
      answers: { 200: { description: "The message", schema: message } },
      errors: ["held_message_not_found", "conversation_closed", "wrong_encryption_key"],
      examples: {
        default: {
          params: { id: EXAMPLE.messageId },
          body: { body: "I have an old bicycle" },
          answer: {
            ...text,
            body: "I have an old bicycle",
            forwards: [{ ...forward, status: "sending" }],
          },
        },
      },
    },
  },
  "/held-messages/:id": {
    DELETE: {
      id: "dropHeldMessage",
      summary: "Drop a held text",
      description: "Nobody gets it.",
      callers: ["service"],
      params: { id: uuid },
      answers: { 204: { description: "It is dropped" } },
      errors: ["held_message_not_found"],
      examples: { default: { params: { id: EXAMPLE.messageId } } },
    },
  },
};
