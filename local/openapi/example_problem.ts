import { type ErrorCode, ERRORS } from "../../supabase/functions/_shared/errors.ts";
import { EXAMPLE } from "../../supabase/functions/_shared/openapi/example_values.ts";

/** What some codes say beyond the rest. */
const MEMBERS: Partial<Record<ErrorCode, Record<string, unknown>>> = {
  validation_failed: {
    errors: [{ path: "participants.0.phone", message: "must be a phone number, as +14155550100" }],
  },
  pool_exhausted: { available_at: "2026-11-28T07:01:36.396+00:00" },
  wrong_code: { tries_left: 4 },
  carrier_refused: { carrier_code: "21211" },
  carrier_unavailable: { carrier_code: "20429" },
};

/** A failure as a client gets it. */
export function exampleProblem(code: ErrorCode): Record<string, unknown> {
  const { status, title } = ERRORS[code];
  return {
    type: `urn:maskline:error:${code}`,
    title,
    status,
    detail: title,
    code,
    message: title,
    request_id: EXAMPLE.requestId,
    ...MEMBERS[code],
  };
}
