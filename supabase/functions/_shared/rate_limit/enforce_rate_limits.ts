import type { Sql } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import { type RateLimit, type RateLimitState, takeRateLimits } from "./take_rate_limits.ts";

/** Counts one use; throws `rate_limited` when a limit is spent, else returns the `RateLimit-*` headers of the tightest. */
export async function enforceRateLimits(
  sql: Sql,
  limits: RateLimit[],
): Promise<Record<string, string>> {
  const states = await takeRateLimits(sql, limits);
  const spent = states.filter((state) => !state.allowed)
    .toSorted((a, b) => b.resets_at.getTime() - a.resets_at.getTime())[0];
  if (!spent) {
    const tightest = states.toSorted((a, b) => a.remaining - b.remaining)[0];
    return tightest ? rateLimitHeaders(tightest) : {};
  }
  throw new AppError("rate_limited", "Do this again: wait for Retry-After seconds", {
    headers: rateLimitHeaders(spent),
    retryAfterSeconds: secondsUntil(spent.resets_at),
  });
}

function rateLimitHeaders(state: RateLimitState): Record<string, string> {
  return {
    "ratelimit-limit": String(state.max),
    "ratelimit-remaining": String(state.remaining),
    "ratelimit-reset": String(secondsUntil(state.resets_at)),
  };
}

function secondsUntil(time: Date): number {
  return Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1000));
}
