import { uuid } from "../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../_shared/openapi/example_values.ts";
import type { Operations } from "../_shared/openapi/operation.ts";
import { phoneNumbers as list, requestedCode, verifiedNumber } from "./answer_schema.ts";
import { codeRequest, verification } from "./schema.ts";

const number = {
  id: EXAMPLE.phoneNumberId,
  created_at: AT.created,
  verified_at: null,
  phone: EXAMPLE.ownPhone,
};

export const phoneNumbers: Operations = {
  "": {
    GET: {
      id: "listPhoneNumbers",
      summary: "List the caller's own numbers",
      callers: ["user"],
      answers: { 200: { description: "Newest first, verified or not", schema: list } },
      errors: ["wrong_encryption_key"],
      examples: { default: { answer: { phone_numbers: [number] } } },
    },
    POST: {
      id: "requestCode",
      summary: "Ask for a code that proves a number",
      description:
        "The answer is the same whoever else has the number, and whether or not the code could be sent.",
      callers: ["user"],
      limited: true,
      body: codeRequest,
      answers: { 202: { description: "A code is on its way", schema: requestedCode } },
      errors: [
        "country_not_allowed",
        "own_number",
        "recipient_opted_out",
        "not_configured",
        "wrong_encryption_key",
      ],
      examples: {
        default: {
          body: { phone: "(415) 555-0161" },
          answer: { ...number, code_expires_at: "2026-11-21T07:11:36.396984+00:00" },
        },
      },
    },
  },
  "/verify": {
    POST: {
      id: "verifyCode",
      summary: "Prove a number by its code",
      description: "A code works once and has five tries.",
      callers: ["user"],
      limited: true,
      body: verification,
      answers: { 200: { description: "The number is the caller's", schema: verifiedNumber } },
      errors: [
        "wrong_code",
        "code_expired",
        "too_many_tries",
        "number_taken",
        "people_blocked",
        "wrong_encryption_key",
      ],
      examples: {
        default: {
          body: { phone: EXAMPLE.ownPhone, code: EXAMPLE.code, move_conversations: true },
          answer: { ...number, verified_at: AT.sent, moved_conversations: 0 },
        },
      },
    },
  },
  "/:id": {
    DELETE: {
      id: "unlinkPhoneNumber",
      summary: "Unlink a number",
      description: "Conversations that were begun with it keep it until they end.",
      callers: ["user"],
      params: { id: uuid },
      answers: { 204: { description: "It is unlinked" } },
      errors: ["phone_number_not_found"],
      examples: { default: { params: { id: EXAMPLE.phoneNumberId } } },
    },
  },
};
