import assert from "node:assert/strict";
import { fakeSql } from "../db/fake_sql.ts";
import { AppError } from "../errors.ts";
import { enforceRateLimits } from "./enforce_rate_limits.ts";
import type { RateLimitState } from "./take_rate_limits.ts";

const limits = [{ id: "user:1:send_sms", max: 20, window_seconds: 3600 }];
const state = (more: Partial<RateLimitState> = {}): RateLimitState => ({
  id: limits[0]!.id,
  allowed: true,
  max: 20,
  remaining: 7,
  // Half a second short, so that the seconds are the same however long the test takes.
  resets_at: new Date(Date.now() + 59_500),
  ...more,
});
const spent = (seconds: number, more: Partial<RateLimitState> = {}) =>
  state({
    allowed: false,
    remaining: 0,
    resets_at: new Date(Date.now() + seconds * 1000 - 500),
    ...more,
  });

async function failure(states: RateLimitState[]): Promise<AppError> {
  try {
    await enforceRateLimits(fakeSql(() => states).sql, limits);
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return error;
  }
  assert.fail("nothing was thrown");
}

Deno.test("enforceRateLimits() counts all the limits in one statement", async () => {
  const { sql, calls } = fakeSql(() => [state()]);
  const two = [...limits, { id: "192.0.2.1:send_sms", max: 5, window_seconds: 60 }];
  await enforceRateLimits(sql, two);
  assert.equal(calls.length, 1);
  assert.match(
    calls[0]!.text,
    /masking\.take_rate_limits\( limits => masking\.known_limits\(limits => \?\)\)/,
  );
  assert.deepEqual(calls[0]!.values, [two]);
});

Deno.test("enforceRateLimits() answers the headers of the tightest limit", async () => {
  const states = [state(), state({ max: 5, remaining: 1 }), state({ remaining: 3 })];
  const headers = await enforceRateLimits(fakeSql(() => states).sql, limits);
  assert.deepEqual(headers, {
    "ratelimit-limit": "5",
    "ratelimit-remaining": "1",
    "ratelimit-reset": "60",
  });
});

Deno.test("enforceRateLimits() lets the last use through", async () => {
  const { sql } = fakeSql(() => [state({ remaining: 0 })]);
  assert.equal((await enforceRateLimits(sql, limits))["ratelimit-remaining"], "0");
});

Deno.test("enforceRateLimits() has nothing to say where there is no limit", async () => {
  assert.deepEqual(await enforceRateLimits(fakeSql(() => []).sql, []), {});
});

Deno.test("enforceRateLimits() refuses when one of the limits is spent", async () => {
  const error = await failure([state({ remaining: 0 }), spent(30, { max: 5 }), state()]);
  assert.equal(error.code, "rate_limited");
  assert.equal(error.extras.retryAfterSeconds, 30);
  assert.deepEqual(error.extras.headers, {
    "ratelimit-limit": "5",
    "ratelimit-remaining": "0",
    "ratelimit-reset": "30",
  });
});

Deno.test("enforceRateLimits() has callers wait for the last of the spent limits", async () => {
  const error = await failure([spent(30), spent(90), spent(60)]);
  assert.equal(error.extras.retryAfterSeconds, 90);
});

Deno.test("enforceRateLimits() never has callers come back at once", async () => {
  assert.equal((await failure([spent(-10)])).extras.retryAfterSeconds, 1);
});

Deno.test("enforceRateLimits() lets nobody through when it cannot count", async () => {
  const down = Object.assign(new Error("down"), { code: "57P01" });
  await assert.rejects(enforceRateLimits(fakeSql(() => down).sql, limits), down);
});
