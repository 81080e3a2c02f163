import { EXAMPLE } from "../_shared/openapi/example_values.ts";
import type { Operations } from "../_shared/openapi/operation.ts";
import { nothing, sendSmsAnswer, serviceHealth } from "./answer_schema.ts";
import { actionInput, hookInput } from "./schema.ts";

export const sendSms: Operations = {
  "": {
    POST: {
      id: "sendSms",
      summary: "Send a text, or ask whether all works",
      description:
        "With action `send` anybody may send a magic link from a public number, else a user " +
        "or the service sends. With action `health` anybody may ask.",
      callers: ["anybody", "user", "service"],
      idempotent: true,
      limited: true,
      body: actionInput,
      answers: {
        200: { description: "What the carrier said, or that all works", schema: sendSmsAnswer },
        503: { description: "A check of action `health` is false", schema: serviceHealth },
      },
      errors: [
        "not_authenticated",
        "sender_not_allowed",
        "link_not_allowed",
        "country_not_allowed",
        "recipient_opted_out",
        "request_in_progress",
        "carrier_refused",
        "carrier_unavailable",
        "wrong_encryption_key",
      ],
      examples: {
        send: {
          body: {
            action: "send",
            payload: {
              to: EXAMPLE.driverPhone,
              from: "+14155550198",
              body: "Your driver is here",
            },
          },
          answer: { sid: "SM7d500a287c1f453f9b988a361328bbec", status: "queued" },
        },
        health: {
          body: { action: "health" },
          answer: { status: "ok", checks: { carrier: true, database: true, encryption_key: true } },
        },
        failing_health: {
          body: { action: "health" },
          status: 503,
          answer: {
            status: "failing",
            checks: { carrier: false, database: true, encryption_key: true },
          },
        },
      },
    },
  },
  "/auth-hook": {
    POST: {
      id: "authHook",
      summary: "Supabase Auth's Send SMS hook",
      description:
        "Signed as Standard Webhooks want it. The same `webhook-id` sends once. A failure " +
        "has `error` besides, which Auth reads.",
      callers: ["auth_hook"],
      limited: true,
      body: hookInput,
      answers: { 200: { description: "The carrier took the code", schema: nothing } },
      errors: [
        "not_configured",
        "not_authenticated",
        "country_not_allowed",
        "sender_not_allowed",
        "recipient_opted_out",
        "request_in_progress",
        "idempotency_key_reused",
        "carrier_refused",
        "carrier_unavailable",
        "wrong_encryption_key",
      ],
      examples: {
        default: {
          body: { user: { phone: "14155550141" }, sms: { otp: EXAMPLE.code } },
          answer: {},
        },
      },
    },
  },
};
