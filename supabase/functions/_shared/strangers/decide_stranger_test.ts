import assert from "node:assert/strict";
import { decideStranger } from "./decide_stranger.ts";

const now = new Date("2026-11-21T12:00:00Z");
const failed = (code: string, attempt: number) =>
  decideStranger({ kind: "failed", code }, attempt, now);

Deno.test("decideStranger() does what the app says, in whatever attempt", () => {
  for (const attempt of [1, 3]) {
    for (const answer of [{ action: "ignore" }, { action: "say", text: "Hi" }] as const) {
      assert.deepEqual(decideStranger({ kind: "answered", answer }, attempt, now), {
        decision: answer,
        code: null,
      });
    }
  }
});

Deno.test("decideStranger() asks again after what passes by itself, twice", () => {
  for (const code of ["TIMEOUT", "NETWORK", "HTTP_500", "HTTP_503", "HTTP_429", "CANNOT_DECRYPT"]) {
    for (const attempt of [1, 2]) {
      assert.deepEqual(failed(code, attempt), {
        decision: { action: "pending", nextAttemptAt: new Date("2026-11-21T12:00:20Z") },
        code,
      });
    }
    assert.deepEqual(failed(code, 3), { decision: { action: "answer" }, code });
  }
});

Deno.test("decideStranger() takes what the app says wrongly for nothing said", () => {
  for (const code of ["NO_ANSWER", "TOO_LARGE", "HTTP_404", "HTTP_307", "NO_HOOK", "GIVEN_UP"]) {
    assert.deepEqual(failed(code, 1), { decision: { action: "answer" }, code });
  }
});
