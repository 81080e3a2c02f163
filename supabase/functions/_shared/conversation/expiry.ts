import { AppError } from "../errors.ts";

type Input = { expires_in?: number | null | undefined; expires_at?: string | null | undefined };

/** When it ends: a Date, null for never, undefined when nothing was said. Throws `expires_too_early` when that is not after `from`. */
export function expiry(input: Input, from: Date): Date | null | undefined {
  if (input.expires_in === null || input.expires_at === null) return null;
  if (input.expires_in !== undefined) return new Date(from.getTime() + input.expires_in * 1000);
  if (input.expires_at === undefined) return undefined;
  const expiresAt = new Date(input.expires_at);
  if (expiresAt <= from) {
    throw new AppError(
      "expires_too_early",
      "Set the expiry: expires_at must lie after now and after starts_at",
    );
  }
  return expiresAt;
}

/** When a life counts from: its start, or now when that has been. */
export function beginning(startsAt: string | null, now: Date): Date {
  return startsAt !== null && new Date(startsAt) > now ? new Date(startsAt) : now;
}
