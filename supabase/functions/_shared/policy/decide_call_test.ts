import assert from "node:assert/strict";
import { decideCall } from "./decide_call.ts";
import { readCallAnswer } from "./read_call_answer.ts";

Deno.test("decideCall() does what the hook says, whatever happens without an answer", () => {
  for (const onFailure of ["hold", "pass"] as const) {
    assert.deepEqual(decideCall({ kind: "answered", answer: { action: "allow" } }, onFailure), {
      outcome: "allowed",
      reason: null,
      code: null,
    });
    const no = { action: "refuse" as const, reason: "abuse" };
    assert.deepEqual(decideCall({ kind: "answered", answer: no }, onFailure), {
      outcome: "refused",
      reason: "abuse",
      code: null,
    });
  }
});

Deno.test("decideCall() connects without an answer only where the setting says so", () => {
  const code = "TIMEOUT";
  const failed = { kind: "failed" as const, code };
  assert.deepEqual(decideCall(failed, "hold"), { outcome: "refused", reason: "no_answer", code });
  assert.deepEqual(decideCall(failed, "pass"), { outcome: "passed", reason: null, code });
});

Deno.test("readCallAnswer() reads allow, refuse, and hold as refuse", () => {
  const read = (answer: unknown) => readCallAnswer(JSON.stringify(answer));
  assert.deepEqual(read({ action: "allow", more: 1 }), { action: "allow" });
  for (const action of ["refuse", "hold"]) {
    assert.deepEqual(read({ action }), { action: "refuse", reason: null });
    assert.deepEqual(read({ action, reason: "abuse" }), { action: "refuse", reason: "abuse" });
    for (const reason of ["Call 415-555-0123", 7, "x".repeat(65)]) {
      assert.deepEqual(read({ action, reason }), { action: "refuse", reason: "other" });
    }
  }
  for (const answer of [{}, { action: "change", body: "Hi" }, { action: "Allow" }, [], null]) {
    assert.equal(read(answer), null);
  }
  assert.equal(readCallAnswer("<p>allow</p>"), null);
});
