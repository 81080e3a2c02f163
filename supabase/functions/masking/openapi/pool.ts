import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";
import {
  poolHistory,
  poolNumberAnswer,
  poolNumbersAnswer,
  poolReport,
  replacement,
} from "../../_shared/pool/answer_schema.ts";
import {
  historyQuery,
  poolNumber,
  poolNumberChanges,
  poolNumbersInput,
  replacementInput,
} from "../../_shared/pool/schema.ts";

const params = { number: poolNumber };
const one = { number: EXAMPLE.poolNumber };
const number = {
  number: EXAMPLE.poolNumber,
  provider: "twilio",
  provider_sid: null,
  country_code: "US",
  area_code: "415",
  sms: true,
  mms: true,
  voice: true,
  segments_per_second: 1,
  reserved: false,
  status: "active",
  created_at: AT.created,
  updated_at: AT.sent,
  release_requested_at: null,
  released_at: null,
  bad_since: null,
  bad_code: null,
};

export const pool: Operations = {
  "/pool": {
    GET: {
      id: "getPool",
      summary: "Read the state of the pool",
      callers: ["service"],
      answers: { 200: { description: "One entry per country", schema: poolReport } },
      examples: {
        default: {
          answer: {
            countries: [{
              country_code: "US",
              active: 10,
              draining: 0,
              retired: 0,
              bad: 0,
              bindings_held: 2,
              busiest_person_holds: 1,
              capacity_left: 9,
              numbers_needed: 1,
              numbers_to_buy: 0,
              live_on_draining: 0,
              to_release: 0,
            }],
          },
        },
      },
    },
  },
  "/pool/history": {
    GET: {
      id: "getPoolHistory",
      summary: "Read the load of the pool over time",
      callers: ["service"],
      query: historyQuery,
      answers: { 200: { description: "91 points at most, the last one now", schema: poolHistory } },
      examples: {
        default: {
          query: { hours: "1" },
          answer: {
            countries: [{
              country_code: "US",
              points: [{
                at: AT.created,
                active: 10,
                bindings_held: 2,
                busiest_person_holds: 1,
                capacity_left: 9,
              }],
            }],
          },
        },
      },
    },
  },
  "/pool/numbers": {
    POST: {
      id: "importNumbers",
      summary: "Import numbers that the carrier account owns",
      description: "Buys none, and asks the carrier nothing. Can be repeated.",
      callers: ["service"],
      body: poolNumbersInput,
      answers: { 201: { description: "The numbers", schema: poolNumbersAnswer } },
      errors: ["wrong_encryption_key"],
      examples: {
        default: {
          body: { numbers: [{ number: EXAMPLE.poolNumber }] },
          answer: { numbers: [number] },
        },
      },
    },
  },
  "/pool/numbers/:number": {
    PATCH: {
      id: "updateNumber",
      summary: "Drain a number, or lend it again",
      callers: ["service"],
      params,
      body: poolNumberChanges,
      answers: { 200: { description: "The number", schema: poolNumberAnswer } },
      errors: ["number_not_found"],
      examples: {
        drain: {
          params: one,
          body: { status: "draining" },
          answer: { ...number, status: "draining" },
        },
      },
    },
    DELETE: {
      id: "retireNumber",
      summary: "Retire a number that nobody holds any more",
      callers: ["service"],
      params,
      answers: { 204: { description: "It is retired" } },
      errors: ["number_not_found", "number_in_use"],
      examples: { default: { params: one } },
    },
  },
  "/pool/numbers/:number/replace": {
    POST: {
      id: "replaceNumber",
      summary: "Move the live conversations of a number that went bad",
      description: "Drains it. Can be repeated, and is to be while `more` is true.",
      callers: ["service"],
      params,
      body: replacementInput,
      answers: { 200: { description: "What was moved", schema: replacement } },
      errors: ["number_not_found", "wrong_encryption_key"],
      examples: {
        default: {
          params: one,
          body: {},
          answer: {
            number: EXAMPLE.poolNumber,
            status: "draining",
            moved: 212,
            not_moved: [],
            conversations_left: 0,
            more: false,
            after: null,
          },
        },
      },
    },
  },
  "/pool/numbers/:number/release": {
    POST: {
      id: "releaseNumber",
      summary: "Give a number back to the carrier",
      description: "Drained now, given back once nobody holds it.",
      callers: ["service"],
      params,
      answers: { 202: { description: "The number", schema: poolNumberAnswer } },
      errors: ["number_not_found"],
      examples: {
        default: {
          params: one,
          answer: { ...number, status: "draining", release_requested_at: AT.sent },
        },
      },
    },
  },
};
