import * as z from "zod";
import { type ErrorCode, ERRORS } from "../errors.ts";

// For the OpenAPI document, types and tests; no handler imports it.

export const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
  .describe("What went wrong; clients branch on it alone.");

/** What `http/problem.ts` answers. */
export const problemDocument = z.object({
  type: z.string().describe("An identifier; it leads nowhere."),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: errorCode,
  message: z.string().describe("detail again, as in the platform's own failures."),
  request_id: z.uuid().describe("It is in the log."),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional()
    .describe("With validation_failed: what to change."),
  carrier_code: z.string().nullable().optional()
    .describe("With carrier_refused and carrier_unavailable: the carrier's own code."),
  available_at: z.iso.datetime({ offset: true }).nullable().optional()
    .describe("With pool_exhausted: when a number becomes free by itself."),
  tries_left: z.int().optional().describe("With wrong_code."),
  error: z.object({ http_code: z.int(), message: z.string() }).optional()
    .describe("To the Auth hook: what Supabase Auth reads."),
}).describe("A failure (RFC 9457).");
