import { conversation, pin } from "../../_shared/conversation/answer_schema.ts";
import {
  newParticipantInput,
  participantChanges,
  uuid,
} from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import { exampleConversation, forService } from "./conversations.ts";

const seat = { id: uuid, participant_id: uuid };
const driver = { id: EXAMPLE.conversationId, participant_id: EXAMPLE.driverId };

export const participants: Operations = {
  "/conversations/:id/participants": {
    POST: {
      id: "addParticipant",
      summary: "Add somebody",
      description: "With the number that the others have, where that is free for the new one.",
      callers: ["service"],
      idempotent: true,
      params: { id: uuid },
      body: newParticipantInput,
      answers: { 201: { description: "The conversation", schema: conversation } },
      errors: [
        "conversation_not_found",
        "conversation_closed",
        "conversation_full",
        "already_participant",
        "label_taken",
        "phone_not_verified",
        "own_number",
        "people_blocked",
        "pool_exhausted",
        "number_taken",
        "number_not_found",
        "wrong_encryption_key",
      ],
      examples: {
        default: {
          params: { id: EXAMPLE.conversationId },
          body: { phone: EXAMPLE.dispatcherPhone, label: "Dispatcher" },
          answer: {
            ...exampleConversation,
            ...forService,
            label_messages: true,
            participants: [...exampleConversation.participants, {
              id: "61a205e1-06d4-4a0d-b157-493541d3efa9",
              label: "Dispatcher",
              user_id: null,
              proxy_number: EXAMPLE.maskedNumber,
              joined_at: AT.sent,
            }],
          },
        },
      },
    },
  },
  "/conversations/:id/participants/:participant_id": {
    PATCH: {
      id: "changeParticipantPhone",
      summary: "Move a seat to another phone",
      description: "The proxy number stays, and the others notice nothing.",
      callers: ["service"],
      params: seat,
      body: participantChanges,
      answers: { 200: { description: "The conversation", schema: conversation } },
      errors: [
        "conversation_not_found",
        "participant_not_found",
        "conversation_closed",
        "number_taken",
        "own_number",
        "people_blocked",
        "wrong_encryption_key",
      ],
      examples: {
        default: {
          params: driver,
          body: { phone: EXAMPLE.newPhone },
          answer: { ...exampleConversation, ...forService },
        },
      },
    },
    DELETE: {
      id: "removeParticipant",
      summary: "Remove somebody",
      description: "A user may only leave. With two seats left it ends the conversation.",
      callers: ["user", "service"],
      params: seat,
      answers: { 204: { description: "The seat is given up" } },
      errors: ["conversation_not_found", "participant_not_found"],
      examples: { default: { params: driver } },
    },
  },
  "/conversations/:id/participants/:participant_id/pin": {
    POST: {
      id: "createPin",
      summary: "Draw a PIN",
      description: "It replaces an earlier one. A user draws one for the own seat.",
      callers: ["user", "service"],
      limited: true,
      params: seat,
      answers: { 201: { description: "The PIN, shown this once", schema: pin } },
      errors: [
        "conversation_not_found",
        "participant_not_found",
        "conversation_closed",
        "wrong_encryption_key",
      ],
      examples: { default: { params: driver, answer: { pin: "482913" } } },
    },
    DELETE: {
      id: "deletePin",
      summary: "Delete a PIN",
      callers: ["user", "service"],
      params: seat,
      answers: { 204: { description: "The participant calls from the own phone only" } },
      errors: ["conversation_not_found", "participant_not_found"],
      examples: { default: { params: driver } },
    },
  },
};
