import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import { failuresQuery } from "../../_shared/delivery/schema.ts";
import { encryptionKeys, keyRotation } from "../../_shared/privacy/answer_schema.ts";
import { rotationInput } from "../../_shared/privacy/schema.ts";
import { deliveryHealth, failureReasons } from "../answer_schema.ts";

export const upkeep: Operations = {
  "/health": {
    GET: {
      id: "getHealth",
      summary: "Read what waits and what failed",
      callers: ["service"],
      answers: { 200: { description: "The state of delivery", schema: deliveryHealth } },
      examples: {
        default: {
          answer: {
            queue_depth: 0,
            queued: 0,
            sending: 0,
            unknown: 0,
            carrier_not_configured: 0,
            oldest_waiting_since: null,
            oldest_waiting_seconds: 0,
            quiet: 0,
            failures_last_hour: 0,
            carrier_compared_until: AT.created,
            policy_pending: 0,
            policy_pending_since: null,
            policy_held: 0,
            policy_unanswered: 0,
            strangers_pending: 0,
            strangers_pending_since: null,
            carrier_deletions_waiting: 0,
            events_waiting: 0,
            events_oldest_waiting_seconds: 0,
            events_given_up: 0,
          },
        },
      },
    },
  },
  "/failures": {
    GET: {
      id: "getFailures",
      summary: "Read why texts failed or wait",
      callers: ["service"],
      query: failuresQuery,
      answers: { 200: { description: "By the carrier's code", schema: failureReasons } },
      examples: {
        default: {
          query: { hours: "24" },
          answer: {
            failed: [{ status: "undelivered", error_code: "30003", count: 2, last_at: AT.sent }],
            waiting: [{ status: "queued", error_code: "20429", count: 1, oldest_at: AT.sent }],
          },
        },
      },
    },
  },
  "/keys": {
    GET: {
      id: "getKeys",
      summary: "Read which keys are in use",
      callers: ["service"],
      answers: { 200: { description: "The keys, newest first", schema: encryptionKeys } },
      errors: ["wrong_encryption_key"],
      examples: {
        default: {
          answer: {
            keys: [{
              id: EXAMPLE.keyId,
              role: "current",
              used: true,
              people: null,
              erased_people: null,
              bodies: null,
              repeats_until: null,
              created_at: AT.created,
              retired_at: null,
              lost_at: null,
            }],
          },
        },
      },
    },
  },
  "/keys/rotate": {
    POST: {
      id: "rotateKeys",
      summary: "Bring a batch from the previous key under the current one",
      callers: ["service"],
      body: rotationInput,
      answers: { 200: { description: "What was brought over", schema: keyRotation } },
      errors: ["rotation_not_ready", "wrong_encryption_key"],
      examples: {
        default: {
          body: {},
          answer: {
            from: EXAMPLE.previousKeyId,
            to: EXAMPLE.keyId,
            people: 200,
            bodies: 200,
            unreadable: 0,
            more: true,
          },
        },
      },
    },
  },
};
