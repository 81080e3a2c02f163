import { conversation, conversationPage } from "../../_shared/conversation/answer_schema.ts";
import {
  conversationChanges,
  conversationInput,
  conversationQuery,
  uuid,
} from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";

const seat = { user_id: null, proxy_number: EXAMPLE.maskedNumber, joined_at: AT.created };

/** A conversation as a user sees it, and what the service sees besides. */
export const exampleConversation = {
  id: EXAMPLE.conversationId,
  status: "active",
  mode: "message",
  friendly_name: null,
  masked_number: EXAMPLE.maskedNumber,
  participants: [
    { id: EXAMPLE.driverId, label: "Driver", ...seat },
    { id: EXAMPLE.riderId, label: "Rider", ...seat },
  ],
  label_messages: false,
  record_calls: false,
  pin_required: false,
  leak_policy: "allow",
  language: null,
  announcement: null,
  metadata: { ride: 4711 },
  idle_timeout: null,
  starts_at: null,
  expires_at: AT.expires,
  extend_on_activity: null,
  max_expires_at: null,
  last_interaction_at: AT.created,
  created_at: AT.created,
  closed_at: null,
  closed_reason: null,
};
export const forService = { blocked: false, reported_at: null, frozen_at: null };

const params = { id: uuid };
const one = { id: EXAMPLE.conversationId };

export const conversations: Operations = {
  "/conversations": {
    GET: {
      id: "listConversations",
      summary: "List conversations",
      description: "A user sees those with a seat of the user's, the service sees all.",
      callers: ["user", "service"],
      query: conversationQuery,
      answers: { 200: { description: "A page, newest first", schema: conversationPage } },
      errors: ["invalid_cursor"],
      examples: {
        active_ones: {
          query: { status: "active", limit: "10" },
          answer: {
            conversations: [{ ...exampleConversation, ...forService }],
            next_cursor: null,
          },
        },
      },
    },
    POST: {
      id: "createConversation",
      summary: "Connect people",
      description:
        "A user is one of the participants and names the others by `user_id`; the service " +
        "may also name numbers, and one person alone, whom others join. The same set of people gets the numbers of their last conversation again.",
      callers: ["user", "service"],
      idempotent: true,
      limited: true,
      body: conversationInput,
      answers: {
        201: { description: "The conversation", schema: conversation, headers: ["Location"] },
      },
      errors: [
        "forbidden",
        "expires_too_early",
        "masking_disabled",
        "phone_not_verified",
        "own_number",
        "people_blocked",
        "pool_exhausted",
        "number_taken",
        "number_not_found",
        "wrong_encryption_key",
      ],
      examples: {
        driver_and_rider: {
          summary: "The service connects two numbers",
          body: {
            participants: [
              { phone: EXAMPLE.driverPhone, label: "Driver" },
              { phone: EXAMPLE.riderPhone, label: "Rider" },
            ],
            metadata: { ride: 4711 },
          },
          answer: { ...exampleConversation, ...forService },
        },
        driver_alone: {
          summary: "The service connects one person, whom others join later",
          body: { participants: [{ phone: EXAMPLE.driverPhone, label: "Driver" }] },
          answer: {
            ...exampleConversation,
            ...forService,
            participants: exampleConversation.participants.slice(0, 1),
            metadata: {},
          },
        },
        two_users: {
          summary: "A user connects two users, the caller being one of them",
          body: {
            participants: [{ user_id: EXAMPLE.userId }, { user_id: EXAMPLE.otherUserId }],
            expires_in: 86_400,
          },
          answer: {
            ...exampleConversation,
            participants: [
              { id: EXAMPLE.driverId, label: null, ...seat, user_id: EXAMPLE.userId },
              { id: EXAMPLE.riderId, label: null, ...seat, user_id: EXAMPLE.otherUserId },
            ],
            metadata: {},
            expires_at: "2026-11-22T07:01:36.396+00:00",
          },
        },
      },
    },
  },
  "/conversations/:id": {
    GET: {
      id: "getConversation",
      summary: "Read a conversation",
      callers: ["user", "service"],
      params,
      answers: { 200: { description: "The conversation", schema: conversation } },
      errors: ["conversation_not_found"],
      examples: {
        default: {
          params: one,
          answer: {
            ...exampleConversation,
            ...forService,
            leaks: { warned: 0, redacted: 0, blocked: 0 },
          },
        },
      },
    },
    PATCH: {
      id: "updateConversation",
      summary: "Extend, close, open again or rename a conversation",
      description:
        'Anybody with a seat may send `{"status":"closed"}` alone; all else is for the ' +
        "creator and the service.",
      callers: ["user", "service"],
      params,
      body: conversationChanges,
      answers: { 200: { description: "The conversation", schema: conversation } },
      errors: [
        "expires_too_early",
        "conversation_not_found",
        "forbidden",
        "conversation_closed",
        "number_taken",
        "people_blocked",
      ],
      examples: {
        extend: {
          params: one,
          body: { expires_in: 172_800 },
          answer: {
            ...exampleConversation,
            ...forService,
            expires_at: "2026-11-23T07:01:36.396+00:00",
          },
        },
        close: {
          params: one,
          body: { status: "closed" },
          answer: {
            ...exampleConversation,
            ...forService,
            status: "closed",
            closed_at: AT.sent,
            closed_reason: "api",
          },
        },
      },
    },
    DELETE: {
      id: "deleteConversation",
      summary: "Close a conversation",
      description: "Its history stays until retention ends.",
      callers: ["user", "service"],
      params,
      answers: { 204: { description: "It is closed" } },
      errors: ["conversation_not_found"],
      examples: { default: { params: one } },
    },
  },
  "/conversations/:id/block": {
    DELETE: {
      id: "liftBlock",
      summary: "Lift a block",
      description: "Whom a BLOCK or REPORT in this conversation barred can be connected again.",
      callers: ["service"],
      params,
      answers: { 204: { description: "It is lifted" } },
      errors: ["conversation_not_found", "block_not_found"],
      examples: { default: { params: one } },
    },
  },
  "/conversations/:id/freeze": {
    DELETE: {
      id: "liftFreeze",
      summary: "Lift a freeze",
      description: "The report has been dealt with: texts are dropped by age again.",
      callers: ["service"],
      params,
      answers: { 204: { description: "It is lifted" } },
      errors: ["conversation_not_found", "freeze_not_found"],
      examples: { default: { params: one } },
    },
  },
};
