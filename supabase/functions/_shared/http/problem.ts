import { toAppError } from "../db/app_error.ts";
import { AppError, ERRORS } from "../errors.ts";

/** A `type` is an identifier and need not be fetched (RFC 9457, section 3.1.1); `docs/errors.md` explains each code. */
const TYPE_BASE = "urn:maskline:error:";

/** The error that a client is told of: ours as it is, anything else as `unexpected_failure` with nothing inside shown. */
export function toPublicError(error: unknown): AppError {
  return toAppError(error) ?? new AppError(
    "unexpected_failure",
    "Something went wrong on our side: try again, and quote the request_id if it stays",
    { cause: error },
  );
}

/** An error as `application/problem+json` (RFC 9457), with `code`, `message` and `request_id` besides. */
export function problem(error: AppError, requestId: string): Response {
  const { status, title } = ERRORS[error.code];
  const { errors, retryAfterSeconds, headers, members } = error.extras;
  const document = {
    type: TYPE_BASE + error.code,
    title,
    status,
    detail: error.message,
    code: error.code,
    message: error.message,
    request_id: requestId,
    ...(errors ? { errors } : {}),
    ...members,
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
      ...headers,
    },
  });
}
