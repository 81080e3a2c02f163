import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";

/** Throws `validation_failed` where calls are to be recorded and recording is not switched on. */
export function requireRecording(recordCalls: boolean | undefined, env: Env): void {
  if (!recordCalls || env.RECORDING_DAYS !== undefined) return;
  throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
    errors: [{ path: "record_calls", message: "must be false where RECORDING_DAYS is not set" }],
  });
}
