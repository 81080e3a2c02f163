import assert from "node:assert/strict";
import fc from "fast-check";
import { decide } from "./decide.ts";

const now = new Date("2026-05-01T12:00:00Z");
const fresh = { attempt: 1, giveUpAt: new Date(now.getTime() + 86_400_000) };
const later = { kind: "refused", code: "20429", retry: "later", optedOut: false } as const;

Deno.test("decide() records what is final", () => {
  assert.deepEqual(decide({ kind: "accepted", sid: "SM1", status: "queued" }, fresh, now, 0.5), {
    result: "sent",
    providerSids: ["SM1"],
    errorCode: null,
    nextAttemptAt: null,
  });
  assert.equal(decide({ ...later, retry: "never" }, fresh, now, 0.5).result, "failed");
  assert.equal(
    decide({ ...later, retry: "never", optedOut: true }, fresh, now, 0.5).result,
    "suppressed",
  );
});

Deno.test("decide() looks up what may have been taken before it is sent again", () => {
  const { result, nextAttemptAt } = decide({ kind: "unknown", code: "TIMEOUT" }, fresh, now, 0.5);
  assert.equal(result, "unknown");
  assert.ok(nextAttemptAt! > now);
});

Deno.test("decide() waits as the carrier says", () => {
  const { nextAttemptAt } = decide({ ...later, retryAfterSeconds: 7 }, fresh, now, 0.9);
  assert.equal(nextAttemptAt!.getTime() - now.getTime(), 7_000);
});

Deno.test("decide() tries again at once, twice, where no connection came about", () => {
  const wait = (attempt: number) =>
    decide({ ...later, retry: "now" }, { ...fresh, attempt }, now, 0.5).nextAttemptAt!
      .getTime() - now.getTime();
  assert.deepEqual([wait(1), wait(2), wait(3)], [0, 0, 4_000]);
});

Deno.test("decide() else backs off with full jitter, up to ten minutes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, random) => {
        const { result, nextAttemptAt } = decide(later, { ...fresh, attempt }, now, random);
        const wait = nextAttemptAt!.getTime() - now.getTime();
        assert.equal(result, "retry");
        assert.ok(wait >= 0 && wait <= Math.min(600_000, 2_000 * 2 ** (attempt - 1)));
      },
    ),
  );
});

Deno.test("decide() gives up when the forward's time is up", () => {
  const late = (milliseconds: number) => ({
    attempt: 99,
    giveUpAt: new Date(now.getTime() - milliseconds),
  });
  assert.equal(decide(later, late(0), now, 0.5).result, "retry");
  assert.equal(decide(later, late(1), now, 0.5).result, "failed");
  assert.equal(decide({ kind: "unknown", code: "TIMEOUT" }, late(1), now, 0.5).result, "failed");
});
