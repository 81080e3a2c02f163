import type { Sql } from "../db/connect.ts";

/** One fixed window. `id`: `<ip>:<action>`, `phone_hash:<hash>:<action>` or `user:<uuid>:<action>`. */
export type RateLimit = { id: string; max: number; window_seconds: number };

/** What is left of a limit after this use. */
export type RateLimitState = {
  id: string;
  allowed: boolean;
  max: number;
  remaining: number;
  resets_at: Date;
};

/** Counts one use of all the limits, in one statement. */
export async function takeRateLimits(sql: Sql, limits: RateLimit[]): Promise<RateLimitState[]> {
  return await sql<RateLimitState[]>`
    select id, allowed, max, remaining, resets_at from masking.take_rate_limits(
      limits => masking.known_limits(limits => ${sql.json(limits)}))`;
}
