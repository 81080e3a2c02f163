const ERRORS = {
  NOT_FOUND: [404, "Requested function was not found"],
  METHOD_NOT_ALLOWED: [405, "Functions take GET, POST, PUT, PATCH, DELETE and OPTIONS"],
  BAD_REQUEST: [400, "The path holds characters that no URL may hold"],
  WORKER_ERROR: [500, "Function exited due to an error (please check logs)"],
  BOOT_ERROR: [503, "Function failed to start (please check logs)"],
  IDLE_TIMEOUT: [504, "The function did not answer within the idle timeout"],
} as const satisfies Record<string, readonly [number, string]>;

/** The platform's own errors (https://supabase.com/docs/guides/functions/status-codes), readable from a page of any origin. */
export function platformError(code: keyof typeof ERRORS): Response {
  const [status, message] = ERRORS[code];
  return Response.json({ code, message }, {
    status,
    headers: { "access-control-allow-origin": "*", "sb-error-code": code },
  });
}
