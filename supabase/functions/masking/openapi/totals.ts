import { conversationTotals } from "../../_shared/conversation/answer_schema.ts";
import { uuid } from "../../_shared/conversation/schema.ts";
import { EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";

export const totals: Operations = {
  "/conversations/:id/totals": {
    GET: {
      id: "getTotals",
      summary: "Count texts and calls of a conversation",
      description: "Segments are as Maskline counts them; the bill is the carrier's.",
      callers: ["service"],
      params: { id: uuid },
      answers: { 200: { description: "The totals", schema: conversationTotals } },
      errors: ["conversation_not_found"],
      examples: {
        default: {
          params: { id: EXAMPLE.conversationId },
          answer: {
            messages: { received: 0, relayed: 0, posted: 0, segments_received: 0 },
            forwards: { sent: 0, delivered: 0, failed: 0, suppressed: 0, segments_sent: 0 },
            calls: { asked_for: 0, connected: 0, seconds: 0 },
          },
        },
      },
    },
  },
};
