import assert from "node:assert/strict";
import type { HookResult } from "../hook/call_hook.ts";
import { decidePolicy } from "./decide_policy.ts";
import type { Answer } from "./read_answer.ts";

const now = new Date("2026-11-21T12:00:00Z");
const ask = {
  attempt: 1,
  prefix: "",
  parts: 1,
  taken: 0,
  hasMedia: false,
  giveUpAt: new Date("2026-11-22T12:00:00Z"),
};
const failed: HookResult<Answer> = { kind: "failed", code: "TIMEOUT" };
const change = (body: string): HookResult<Answer> => ({
  kind: "answered",
  answer: { action: "change", body },
});

Deno.test("decidePolicy() does what the hook says", () => {
  const decide = (result: HookResult<Answer>) => decidePolicy(result, ask, "hold", now, 0);
  assert.deepEqual(decide({ kind: "answered", answer: { action: "allow" } }), {
    decision: { state: "allowed" },
    code: null,
  });
  assert.deepEqual(decide({ kind: "answered", answer: { action: "hold", reason: "abuse" } }), {
    decision: { state: "held", reason: "abuse" },
    code: null,
  });
  assert.deepEqual(decide(change("Hello")), {
    decision: { state: "changed", body: "Hello", parts: 1, segments: 1 },
    code: null,
  });
});

Deno.test("decidePolicy() takes a change that cannot be sent for no answer", () => {
  const decide = (body: string, more: Partial<typeof ask> = {}) =>
    decidePolicy(change(body), { ...ask, ...more }, "hold", now, 0);
  assert.equal(decide("x".repeat(1600)).decision.state, "changed");
  assert.deepEqual(
    [decide("x".repeat(1601)).decision.state, decide("x".repeat(1601)).code],
    ["pending", "DOES_NOT_FIT"],
  );
  assert.equal(decide("").code, "DOES_NOT_FIT");
  assert.equal(decide("", { hasMedia: true }).decision.state, "changed");
  // With files the links to them may need the room.
  assert.equal(decide("x".repeat(1401), { hasMedia: true, taken: 200 }).code, "DOES_NOT_FIT");
  assert.equal(
    decide("x".repeat(1400), { hasMedia: true, taken: 200 }).decision.state,
    "changed",
  );
  const inParts = { prefix: "Driver: ", parts: 2 };
  assert.deepEqual(decide("x".repeat(2 * 1592), inParts).decision, {
    state: "changed",
    body: "x".repeat(2 * 1592),
    parts: 2,
    segments: 11,
  });
  assert.equal(decide("x".repeat(2 * 1592 + 1), inParts).code, "DOES_NOT_FIT");
  assert.deepEqual(decide("Hi", inParts).decision, {
    state: "changed",
    body: "Hi",
    parts: 1,
    segments: 1,
  });
});

Deno.test("decidePolicy() asks again after longer and longer, and holds after a day", () => {
  const wait = (attempt: number, random: number) => {
    const { decision } = decidePolicy(failed, { ...ask, attempt }, "hold", now, random);
    assert.ok(decision.state === "pending");
    return (decision.nextAttemptAt.getTime() - now.getTime()) / 1_000;
  };
  assert.deepEqual([1, 2, 3, 6, 7, 8, 1000].map((attempt) => wait(attempt, 0)), [
    ...[10, 20, 40, 320, 600, 600, 600],
  ]);
  assert.equal(wait(1, 0.5), 7.5);
  const giveUpAt = new Date(now.getTime() - 1);
  assert.deepEqual(decidePolicy(failed, { ...ask, giveUpAt }, "hold", now, 0), {
    decision: { state: "held", reason: "no_answer" },
    code: "TIMEOUT",
  });
});

Deno.test("decidePolicy() lets a text through without an answer only where the setting says so", () => {
  const noHook: HookResult<Answer> = { kind: "failed", code: "NO_HOOK" };
  for (const result of [failed, noHook, change("")]) {
    assert.equal(decidePolicy(result, ask, "pass", now, 0).decision.state, "passed");
    assert.notEqual(decidePolicy(result, ask, "hold", now, 0).decision.state, "passed");
  }
  assert.deepEqual(decidePolicy(noHook, ask, "hold", now, 0).decision, {
    state: "held",
    reason: "no_hook",
  });
  // What the hook does say holds under either.
  const hold: HookResult<Answer> = { kind: "answered", answer: { action: "hold", reason: null } };
  assert.equal(decidePolicy(hold, ask, "pass", now, 0).decision.state, "held");
});
