/** A failed call of a carrier's API: `status` is missing when there was no answer. */
export class CarrierCallError extends Error {
  override name = "CarrierCallError";
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  constructor(
    readonly code: string | number,
    details: { status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(`Call the carrier: ${code}`, { cause: details.cause });
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
