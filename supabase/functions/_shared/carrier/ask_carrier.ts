import { AppError } from "../errors.ts";

/** Refusals that say nothing of what was asked, but of who asks or how often. */
const NOT_ABOUT_THE_REQUEST = [401, 403, 408, 429];

/** What the carrier answers; `carrier_refused` where it will not, `carrier_unavailable` where it may another time. */
export async function askCarrier<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { status, code } = (error ?? {}) as { status?: unknown; code?: unknown };
    const members = { carrier_code: code === undefined ? null : String(code) };
    const isRefused = typeof status === "number" && status >= 400 && status < 500 &&
      !NOT_ABOUT_THE_REQUEST.includes(status);
    throw isRefused
      ? new AppError("carrier_refused", `${what}: the carrier refused, see carrier_code`, {
        members,
      })
      : new AppError("carrier_unavailable", `${what}: the carrier cannot be asked, try again`, {
        members,
        retryAfterSeconds: 10,
        cause: error,
      });
  }
}
