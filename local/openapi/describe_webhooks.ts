import type { JsonSchema } from "./json_schemas.ts";

const header = (name: string, description: string): JsonSchema => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});
const json = (schema: string) => ({
  "application/json": { schema: { $ref: `#/components/schemas/${schema}` } },
});

/** A request of ours to a server of the app's, signed by Standard Webhooks. */
const signed = (
  webhook: { id: string; tag: string; summary: string; description: string; idIs: string },
  security: string,
  schema: string,
  responses: JsonSchema,
): JsonSchema => ({
  post: {
    operationId: webhook.id,
    tags: [webhook.tag],
    summary: webhook.summary,
    description: `${webhook.description} Verify it as Standard Webhooks has it.`,
    security: [{ [security]: [] }],
    parameters: [
      header("webhook-id", `${webhook.idIs}, the same in every attempt.`),
      header("webhook-timestamp", "When the attempt was made, in seconds since 1970."),
    ],
    requestBody: { required: true, content: json(schema) },
    responses,
  },
});

/** The requests by which the app is told of events and asked about texts, as webhooks of the document. */
export function describeWebhooks(): JsonSchema {
  return {
    event: signed(
      {
        id: "event",
        tag: "Events",
        summary: "What EVENTS_WEBHOOK_URL is sent",
        description: "At least once, in order within a conversation.",
        idIs: "The event's id",
      },
      "eventSignature",
      "EventPayload",
      {
        "2XX": { description: "It was taken." },
        "4XX": { description: "As any answer but a 2xx: it is sent again." },
      },
    ),
    policy: signed(
      {
        id: "policy",
        tag: "Held messages",
        summary: "What POLICY_WEBHOOK_URL is asked about a text",
        description: "Before a text is relayed; about one text maybe twice.",
        idIs: "The message's id",
      },
      "policySignature",
      "PolicyQuestion",
      {
        "200": { description: "What to do with the text", content: json("PolicyAnswer") },
        "4XX": { description: "As anything but a valid answer: by POLICY_ON_FAILURE." },
      },
    ),
    callPolicy: signed(
      {
        id: "callPolicy",
        tag: "Calls",
        summary: "What POLICY_WEBHOOK_URL is asked about a call",
        description: "Before a call is connected; once.",
        idIs: "The call's id",
      },
      "policySignature",
      "PolicyCallQuestion",
      {
        "200": { description: "Whether to connect it", content: json("PolicyCallAnswer") },
        "4XX": { description: "As anything but a valid answer: by POLICY_ON_FAILURE." },
      },
    ),
    strangers: signed(
      {
        id: "strangers",
        tag: "Conversations",
        summary: "What STRANGERS_WEBHOOK_URL is asked",
        description:
          "About somebody who texts or calls, and is in no conversation there; maybe more than once.",
        idIs: "The message's or the call's id",
      },
      "strangersSignature",
      "StrangerQuestion",
      {
        "200": { description: "What to do about the stranger", content: json("StrangerAnswer") },
        "4XX": { description: "As anything but a valid answer: the automatic answer." },
      },
    ),
  };
}
