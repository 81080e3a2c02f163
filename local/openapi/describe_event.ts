import type { JsonSchema } from "./json_schemas.ts";

const header = (name: string, description: string): JsonSchema => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

/** The request by which the app is told of an event, as a webhook of the document. */
export function describeEvent(): JsonSchema {
  return {
    operationId: "event",
    tags: ["Events"],
    summary: "What EVENTS_WEBHOOK_URL is sent",
    description:
      "At least once, in order within a conversation. Verify it as Standard Webhooks has it.",
    security: [{ eventSignature: [] }],
    parameters: [
      header("webhook-id", "The event's id, the same in every attempt."),
      header("webhook-timestamp", "When the attempt was made, in seconds since 1970."),
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: { $ref: "#/components/schemas/EventPayload" } },
      },
    },
    responses: {
      "2XX": { description: "It was taken." },
      "4XX": { description: "As any answer but a 2xx: it is sent again." },
    },
  };
}
