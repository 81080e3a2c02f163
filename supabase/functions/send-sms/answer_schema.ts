import * as z from "zod";

// For the OpenAPI document, types and tests; no handler imports it.

export const sentText = z.object({
  sid: z.string().describe("The carrier's id of the text."),
  status: z.string().describe("The carrier's word for what it does with it now."),
}).describe("A text that the carrier took.");

export const serviceHealth = z.object({
  status: z.enum(["ok", "failing"]),
  checks: z.object({ carrier: z.boolean(), database: z.boolean(), encryption_key: z.boolean() }),
}).describe("What works.");

export const nothing = z.object({}).describe("An empty object.");

/** By the action that was asked for. */
export const sendSmsAnswer = z.union([sentText, serviceHealth]);
