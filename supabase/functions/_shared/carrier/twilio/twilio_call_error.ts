/** A failed call as `classifyFailure` reads it: `status` is missing when there was no answer. */
export class TwilioCallError extends Error {
  override name = "TwilioCallError";
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  constructor(
    readonly code: string | number,
    details: { status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`Call Twilio: ${code}`, { cause: details.cause });
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
