import assert from "node:assert/strict";
import { decideEvent } from "./decide_event.ts";

const now = new Date("2026-05-01T12:00:00Z");
const giveUpAt = new Date(now.getTime() + 86_400_000);
const refused = { kind: "refused", code: "HTTP_410" } as const;

Deno.test("decideEvent() is done with what was taken, however late", () => {
  for (const event of [{ attempt: 1, giveUpAt }, { attempt: 9, giveUpAt: new Date(0) }]) {
    assert.deepEqual(decideEvent({ kind: "taken" }, event, now, 0.5), {
      result: "delivered",
      errorCode: null,
      nextAttemptAt: null,
    });
  }
});

Deno.test("decideEvent() waits longer each time, up to an hour, and never twice alike", () => {
  const seconds = (attempt: number, random: number) => {
    const decision = decideEvent(refused, { attempt, giveUpAt }, now, random);
    assert.deepEqual([decision.result, decision.errorCode], ["retry", "HTTP_410"]);
    return (decision.nextAttemptAt!.getTime() - now.getTime()) / 1000;
  };
  assert.deepEqual([1, 2, 3, 10, 11, 1000].map((attempt) => seconds(attempt, 0)), [
    ...[2.5, 5, 10, 1280, 1800, 1800],
  ]);
  assert.deepEqual([1, 11].map((attempt) => Math.round(seconds(attempt, 0.9999))), [5, 3600]);
});

Deno.test("decideEvent() gives up after the day, and not before", () => {
  const decide = (when: Date) => decideEvent(refused, { attempt: 30, giveUpAt }, when, 0.5);
  assert.equal(decide(giveUpAt).result, "retry");
  assert.deepEqual(decide(new Date(giveUpAt.getTime() + 1)), {
    result: "given_up",
    errorCode: "HTTP_410",
    nextAttemptAt: null,
  });
});
