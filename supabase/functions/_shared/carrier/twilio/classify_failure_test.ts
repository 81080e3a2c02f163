import assert from "node:assert/strict";
import { classifyFailure } from "./classify_failure.ts";

Deno.test("classifyFailure() knows what is worth another try", () => {
  for (
    const [status, code] of [[429, 20429], [400, 21611], [400, 14107], [400, 30022], [401, 20003], [
      403,
      20003,
    ], [404, 20404]]
  ) {
    assert.deepEqual(classifyFailure({ status, code }), {
      kind: "refused",
      code: String(code),
      retry: "later",
      optedOut: false,
    });
  }
});

Deno.test("classifyFailure() takes every other 4xx for final", () => {
  for (const code of [21211, 21612, 21614, 21635, 21408, 21606, 21602, 21617, 99999]) {
    assert.deepEqual(classifyFailure({ status: 400, code }), {
      kind: "refused",
      code: String(code),
      retry: "never",
      optedOut: false,
    });
  }
  assert.deepEqual(classifyFailure({ status: 422 }), {
    kind: "refused",
    code: "422",
    retry: "never",
    optedOut: false,
  });
});

Deno.test("classifyFailure() hears an opt-out", () => {
  for (const code of [21610, 30004]) {
    assert.equal((classifyFailure({ status: 400, code }) as { optedOut: boolean }).optedOut, true);
  }
});

Deno.test("classifyFailure() does not know of what may have been taken", () => {
  for (
    const error of [
      { status: 500, code: 20500 },
      { status: 502 },
      { status: 503, code: 20503 },
      { status: 408 },
      { code: "TIMEOUT" },
      { code: "NETWORK" },
      new Error("x"),
      null,
    ]
  ) {
    assert.equal(classifyFailure(error).kind, "unknown");
  }
});

Deno.test("classifyFailure() knows that nothing was taken where nobody listened", () => {
  assert.deepEqual(classifyFailure({ code: "NOT_CONNECTED" }), {
    kind: "refused",
    code: "NOT_CONNECTED",
    retry: "now",
    optedOut: false,
  });
});

Deno.test("classifyFailure() passes Retry-After on", () => {
  assert.equal(
    (classifyFailure({ status: 429, code: 20429, retryAfterSeconds: 3 }) as {
      retryAfterSeconds?: number;
    }).retryAfterSeconds,
    3,
  );
});
