import { pageQuery, uuid } from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import {
  accessPage,
  erasureReceipt,
  legalHold,
  legalHoldPage,
  personExport,
} from "../../_shared/privacy/answer_schema.ts";
import { auditQuery, legalHoldInput, personInput } from "../../_shared/privacy/schema.ts";
import { examplePersonExport } from "./example_person_export.ts";

const byPhone = { phone: EXAMPLE.driverPhone };
const hold = {
  id: EXAMPLE.legalHoldId,
  user_id: null,
  conversation_id: null,
  subject: EXAMPLE.subject,
  reason: "Case 17",
  created_at: AT.created,
};

export const people: Operations = {
  "/people/export": {
    POST: {
      id: "exportPerson",
      summary: "Export everything that is held about a person",
      callers: ["service"],
      body: personInput,
      answers: { 200: { description: "Numbers and texts in the clear", schema: personExport } },
      errors: ["wrong_encryption_key"],
      examples: { default: { body: byPhone, answer: examplePersonExport } },
    },
  },
  "/people/erase": {
    POST: {
      id: "erasePerson",
      summary: "Erase a person",
      description: "Repeating it is harmless. What the carrier keeps is deleted in the background.",
      callers: ["service"],
      body: personInput,
      answers: { 200: { description: "A receipt", schema: erasureReceipt } },
      errors: ["legal_hold", "carrier_unavailable", "wrong_encryption_key"],
      examples: {
        default: {
          body: byPhone,
          answer: {
            id: EXAMPLE.receiptId,
            erased: {
              conversations: 1,
              messages: 1,
              forwards: 2,
              phone_numbers: 0,
              rate_limits: 1,
              calls: 0,
            },
            carrier_deletions_queued: 3,
          },
        },
      },
    },
  },
  "/legal-holds": {
    GET: {
      id: "listLegalHolds",
      summary: "List legal holds",
      callers: ["service"],
      query: pageQuery,
      answers: { 200: { description: "A page, newest first", schema: legalHoldPage } },
      errors: ["invalid_cursor"],
      examples: { default: { answer: { legal_holds: [hold], next_cursor: null } } },
    },
    POST: {
      id: "placeLegalHold",
      summary: "Hold the data of a person or a conversation",
      description: "Neither erasure nor retention touches it until the hold is lifted.",
      callers: ["service"],
      body: legalHoldInput,
      answers: { 201: { description: "The hold", schema: legalHold } },
      errors: ["conversation_not_found", "wrong_encryption_key"],
      examples: {
        person: { body: { ...byPhone, reason: "Case 17" }, answer: hold },
        conversation: {
          body: { conversation_id: EXAMPLE.conversationId },
          answer: {
            ...hold,
            conversation_id: EXAMPLE.conversationId,
            subject: EXAMPLE.conversationId,
            reason: null,
          },
        },
      },
    },
  },
  "/legal-holds/:id": {
    DELETE: {
      id: "liftLegalHold",
      summary: "Lift a legal hold",
      callers: ["service"],
      params: { id: uuid },
      answers: { 204: { description: "It is lifted" } },
      errors: ["legal_hold_not_found"],
      examples: { default: { params: { id: EXAMPLE.legalHoldId } } },
    },
  },
  "/audit": {
    GET: {
      id: "listAccess",
      summary: "Read the access audit",
      callers: ["service"],
      query: auditQuery,
      answers: { 200: { description: "A page, newest first", schema: accessPage } },
      errors: ["invalid_cursor"],
      examples: {
        default: {
          query: { limit: "1" },
          answer: {
            audit: [{
              id: "4",
              created_at: AT.created,
              actor: "service:default",
              action: "lift_legal_hold",
              subject: EXAMPLE.subject,
              details: { hold_id: EXAMPLE.legalHoldId },
            }],
            next_cursor: "WyIyMDI2LTExLTIxVDA4OjA2OjM2Ljk2MDU3OCswMDowMCIsIjQiXQ",
          },
        },
      },
    },
  },
};
