import type { Caller } from "../auth/caller.ts";
import { AppError } from "../errors.ts";

/** What callers are told is the app's to say: throws `validation_failed` where a user sets it, or takes it away. */
export function requireServiceWords(caller: Caller, announcement: string | null | undefined): void {
  if (caller.kind === "service" || announcement === undefined) return;
  throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
    errors: [{ path: "announcement", message: "must not be given: only the service sets it" }],
  });
}
