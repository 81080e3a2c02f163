import { AppError } from "../errors.ts";

type Input = { expires_in?: number | null | undefined; expires_at?: string | null | undefined };

/** When it ends: a Date, null for never, undefined when nothing was said. Throws `expires_too_early` for the past. */
export function expiry(input: Input, now: Date): Date | null | undefined {
  if (input.expires_in === null || input.expires_at === null) return null;
  if (input.expires_in !== undefined) return new Date(now.getTime() + input.expires_in * 1000);
  if (input.expires_at === undefined) return undefined;
  const expiresAt = new Date(input.expires_at);
  if (expiresAt <= now) {
    throw new AppError("expires_too_early", "Set the expiry: expires_at lies in the past");
  }
  return expiresAt;
}
