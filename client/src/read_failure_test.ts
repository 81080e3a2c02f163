import assert from "node:assert/strict";
import { createCall, type SupabaseLike } from "./create_call.ts";
import { isMasklineError, type MasklineError } from "./maskline_error.ts";

/** What a request throws that is answered so. */
async function thrown(context: unknown, signal?: AbortSignal): Promise<MasklineError> {
  const functions = { invoke: () => Promise.resolve({ data: null, error: { context } }) };
  const call = createCall({ functions } as unknown as SupabaseLike);
  const error = await call("POST", "x", { keyed: true }, signal ? { signal } : {})
    .catch((error) => error);
  assert.ok(isMasklineError(error));
  return error;
}

const problem = { type: "urn:maskline:error:rate_limited", code: "rate_limited", detail: "Wait" };

Deno.test("a problem document is told as it is", async () => {
  const error = await thrown(
    new Response(JSON.stringify(problem), {
      status: 429,
      headers: { "retry-after": "17", "x-request-id": "one" },
    }),
  );
  assert.deepEqual(
    [error.code, error.status, error.detail, error.retryAfter, error.requestId],
    ["rate_limited", 429, "Wait", 17, "one"],
  );
  assert.equal(error.message, "Wait");
});

Deno.test("an answer that is none of ours is the platform's", async () => {
  const boot = await thrown(
    Response.json({ code: "BOOT_ERROR", message: "It did not start" }, { status: 503 }),
  );
  assert.deepEqual([boot.code, boot.status, boot.detail], [
    "platform_failure",
    503,
    "It did not start",
  ]);
  for (const body of ["", "<html>", "null", "[]", '"x"', '{"type":7}', '{"message":{}}']) {
    const error = await thrown(new Response(body, { status: 502 }));
    assert.deepEqual([error.code, error.status], ["platform_failure", 502], body);
  }
});

Deno.test("no answer is a network failure that can be repeated under the same key", async () => {
  const error = await thrown(new TypeError("connection refused"));
  assert.deepEqual([error.code, error.status], ["network_failure", 0]);
  assert.match(error.idempotencyKey!, /^[0-9a-f-]{36}$/);
  assert.equal((await thrown(undefined)).code, "network_failure");
});

Deno.test("what was called off is told apart", async () => {
  assert.equal((await thrown(undefined, AbortSignal.abort())).code, "aborted");
});

Deno.test("isMasklineError() knows codes, and errors of another copy", () => {
  const other = Object.assign(new Error("x"), { name: "MasklineError", code: "forbidden" });
  assert.ok(isMasklineError(other) && isMasklineError(other, "not_found", "forbidden"));
  assert.ok(!isMasklineError(other, "not_found"));
  assert.ok(!isMasklineError(new Error("x")) && !isMasklineError(null));
});
