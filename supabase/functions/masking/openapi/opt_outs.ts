import { pageQuery, uuid } from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import { optOutCounts, optOutLookup, optOutPage } from "../../_shared/privacy/answer_schema.ts";
import { optOutQuestion } from "../../_shared/privacy/schema.ts";

const optOut = { id: EXAMPLE.optOutId, opted_out_at: AT.created, source: "keyword" };

export const optOuts: Operations = {
  "/opt-outs": {
    GET: {
      id: "listOptOuts",
      summary: "List opt-outs",
      callers: ["service"],
      query: pageQuery,
      answers: { 200: { description: "A page, newest first", schema: optOutPage } },
      errors: ["invalid_cursor"],
      examples: { default: { answer: { opt_outs: [optOut], next_cursor: null } } },
    },
  },
  "/opt-outs/counts": {
    GET: {
      id: "countOptOuts",
      summary: "Count opt-outs",
      callers: ["service"],
      answers: { 200: { description: "In all, of late, and how", schema: optOutCounts } },
      examples: {
        default: {
          answer: { total: 3, last_week: 1, by_source: { keyword: 2, carrier: 1, api: 0 } },
        },
      },
    },
  },
  "/opt-outs/lookup": {
    POST: {
      id: "lookUpOptOut",
      summary: "Ask whether a number has opted out",
      description: "Each question is written to the access audit.",
      callers: ["service"],
      body: optOutQuestion,
      answers: { 200: { description: "What is known", schema: optOutLookup } },
      errors: ["wrong_encryption_key"],
      examples: {
        opted_out: {
          body: { phone: EXAMPLE.driverPhone },
          answer: { opted_out: true, ...optOut },
        },
        not_opted_out: {
          body: { phone: EXAMPLE.riderPhone },
          answer: { opted_out: false, id: null, opted_out_at: null, source: null },
        },
      },
    },
  },
  "/opt-outs/:id": {
    DELETE: {
      id: "liftOptOut",
      summary: "Lift an opt-out",
      description: "The person is texted again, as after START. The carrier's own block stays.",
      callers: ["service"],
      params: { id: uuid },
      answers: { 204: { description: "It is lifted" } },
      errors: ["opt_out_not_found"],
      examples: { default: { params: { id: EXAMPLE.optOutId } } },
    },
  },
};
