import * as z from "zod";
import { EXAMPLE } from "../_shared/openapi/example_values.ts";
import type { Answer, Operation, Operations } from "../_shared/openapi/operation.ts";

const refused: Record<number, Answer> = {
  403: { description: "It is not signed as it is, is of another kind, or too large" },
  500: { description: "Nothing was stored, or it is not known; the carrier may call again" },
};
const emptyTwiml = z.literal("<Response/>");

/** What Twilio posts of a text, as far as it is read. */
export const twilioText = z.object({
  MessageSid: z.string(),
  From: z.string(),
  To: z.string(),
  Body: z.string().optional(),
  NumMedia: z.string().optional(),
  OptOutType: z.string().optional(),
});
/** What Twilio posts of what became of a text. */
export const twilioStatus = z.object({
  MessageSid: z.string(),
  MessageStatus: z.string(),
  To: z.string().optional(),
  ErrorCode: z.string().optional(),
});
/** The same two from Plivo. */
export const plivoText = z.object({
  MessageUUID: z.string(),
  From: z.string(),
  To: z.string(),
  Text: z.string().optional(),
  Body: z.string().optional(),
  MediaCount: z.string().optional(),
  MessageIntent: z.string().optional(),
});
export const plivoStatus = z.object({
  MessageUUID: z.string(),
  Status: z.string(),
  To: z.string().optional(),
  ErrorCode: z.string().optional(),
});

const common = {
  bodyType: "application/x-www-form-urlencoded",
  bare: true,
} satisfies Partial<Operation>;
const ofStatus = z.object({ forward: z.string().optional() });

export const smsWebhook: Operations = {
  "": {
    POST: {
      ...common,
      id: "receiveText",
      summary: "A text came in",
      callers: ["twilio"],
      body: twilioText,
      answers: {
        200: {
          description: "It was taken, or had been before",
          type: "text/xml",
          schema: emptyTwiml,
        },
        ...refused,
      },
      examples: {
        default: {
          body: {
            MessageSid: "SMb3f45dadb0974327ad3de92c9e02a77a",
            From: EXAMPLE.driverPhone,
            To: EXAMPLE.maskedNumber,
            Body: "I am downstairs",
            NumMedia: "0",
          },
          answer: "<Response/>",
        },
      },
    },
  },
  "/status": {
    POST: {
      ...common,
      id: "receiveTextStatus",
      summary: "What became of a text",
      description: "In any order, repeated or unknown: states only move forward.",
      callers: ["twilio"],
      query: ofStatus,
      body: twilioStatus,
      answers: { 204: { description: "It was noted, or says nothing new" }, ...refused },
      examples: {
        default: {
          query: { forward: EXAMPLE.forwardId },
          body: { MessageSid: "SM0490e9267093442a8932f03f0f61de27", MessageStatus: "delivered" },
        },
      },
    },
  },
  "/plivo": {
    POST: {
      ...common,
      id: "receivePlivoText",
      summary: "A text came in through Plivo",
      description: "404 without Plivo's credentials.",
      callers: ["plivo"],
      body: plivoText,
      answers: {
        200: {
          description: "It was taken, or had been before",
          type: "application/xml",
          schema: emptyTwiml,
        },
        ...refused,
      },
      examples: {
        default: {
          body: {
            MessageUUID: "5b40a428-bfc7-4daf-9d06-726c558bf3b8",
            From: EXAMPLE.driverPhone.slice(1),
            To: EXAMPLE.maskedNumber.slice(1),
            Text: "I am downstairs",
          },
          answer: "<Response/>",
        },
      },
    },
  },
  "/plivo/status": {
    POST: {
      ...common,
      id: "receivePlivoTextStatus",
      summary: "What became of a text through Plivo",
      description: "404 without Plivo's credentials.",
      callers: ["plivo"],
      query: ofStatus,
      body: plivoStatus,
      answers: { 200: { description: "It was noted, or says nothing new" }, ...refused },
      examples: {
        default: {
          query: { forward: EXAMPLE.forwardId },
          body: { MessageUUID: "0d8b7a1e-6c52-4b0e-8f0a-3d0f4f6c1a2b", Status: "delivered" },
        },
      },
    },
  },
};
