import type * as z from "zod";
import type { ErrorCode } from "../errors.ts";
import type { Method } from "../http/app.ts";

/** Who may call a route, by what the request shows; `anybody` shows nothing. */
export type CallerKind = "anybody" | "user" | "service" | "auth_hook" | "twilio" | "plivo";

/** What one status means. `schema`: of the JSON, or of another `type`; without one there is no body. */
export type Answer = {
  description: string;
  schema?: z.ZodType;
  type?: string;
  headers?: ("Location" | "Retry-After")[];
};

/** A request and its answer. `status`: the operation's first, unless given. */
export type Example = {
  summary?: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  status?: number;
  answer?: unknown;
};

/**
 * A route as the OpenAPI document describes it, beyond what follows from the rest: the failures of authentication, of reading the request
 * and of the database are added by the generator. For the document and tests; no handler imports it.
 */
export type Operation = {
  id: string;
  summary: string;
  description?: string;
  callers: CallerKind[];
  /** Takes an `Idempotency-Key`. */
  idempotent?: boolean;
  /** Counts against a limit of users, or of all. */
  limited?: boolean;
  params?: Record<string, z.ZodType>;
  query?: z.ZodObject;
  body?: z.ZodType;
  bodyType?: "application/x-www-form-urlencoded";
  answers: Record<number, Answer>;
  errors?: ErrorCode[];
  /** Fails without a problem document: all answers are in `answers`. */
  bare?: boolean;
  examples: Record<string, Example>;
};

/** Operations of one domain, by path (as hono has it) and method. */
export type Operations = Record<string, Partial<Record<Method, Operation>>>;
