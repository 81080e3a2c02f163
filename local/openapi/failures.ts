import { type ErrorCode, ERRORS } from "../../supabase/functions/_shared/errors.ts";
import type { Operation } from "../../supabase/functions/_shared/openapi/operation.ts";

const OF_BODIES: ErrorCode[] = [
  "invalid_json",
  "validation_failed",
  "body_too_large",
  "unsupported_media_type",
];

/** Every code that a route may answer, in the order of `ERRORS`: its own, and those that follow from what it takes. */
export function failuresOf(operation: Operation): ErrorCode[] {
  if (operation.bare) return [];
  const { callers, body, params, query, idempotent, limited, errors = [] } = operation;
  const named = callers.filter((caller) => caller === "user" || caller === "service");
  const codes = new Set<ErrorCode>([
    ...errors,
    ...(named.length > 0 ? ["not_authenticated" as const] : []),
    ...(callers.length === 1 && named.length === 1 ? ["forbidden" as const] : []),
    ...(body ? OF_BODIES : []),
    ...(params || query || idempotent ? ["validation_failed" as const] : []),
    ...(idempotent ? ["idempotency_key_reused" as const] : []),
    ...(limited ? ["rate_limited" as const] : []),
    "unexpected_failure",
    "database_unavailable",
  ]);
  return (Object.keys(ERRORS) as ErrorCode[]).filter((code) => codes.has(code));
}
