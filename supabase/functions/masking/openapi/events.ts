import { eventPage, replayed } from "../../_shared/events/answer_schema.ts";
import { eventQuery, replayInput } from "../../_shared/events/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";

export const events: Operations = {
  "/events": {
    GET: {
      id: "listEvents",
      summary: "List events, and what became of their delivery",
      callers: ["service"],
      query: eventQuery,
      answers: { 200: { description: "A page, newest first", schema: eventPage } },
      errors: ["invalid_cursor"],
      examples: {
        default: {
          query: { status: "delivered" },
          answer: {
            events: [{
              id: EXAMPLE.eventId,
              type: "conversation.closed",
              conversation_id: EXAMPLE.conversationId,
              status: "delivered",
              attempts: 1,
              error_code: null,
              created_at: AT.created,
              next_attempt_at: null,
              settled_at: AT.sent,
              data: {
                conversation_id: EXAMPLE.conversationId,
                status: "closed",
                reason: "expired",
              },
            }],
            next_cursor: null,
          },
        },
      },
    },
  },
  "/events/replay": {
    POST: {
      id: "replayEvents",
      summary: "Deliver events again",
      description: "By ids, or by what they have in common; at most 5,000 at a time, oldest first.",
      callers: ["service"],
      body: replayInput,
      answers: { 200: { description: "They are due again", schema: replayed } },
      errors: ["invalid_cursor", "not_configured"],
      examples: {
        given_up: {
          body: { status: "given_up", since: AT.created },
          answer: { count: 12, next_cursor: null },
        },
        by_id: { body: { ids: [EXAMPLE.eventId] }, answer: { count: 1, next_cursor: null } },
      },
    },
  },
};
