import assert from "node:assert/strict";
import { CarrierCallError } from "../carrier_call_error.ts";
import { classifyFailure } from "./classify_failure.ts";

const failed = (status: number, retryAfterSeconds?: number) =>
  classifyFailure(
    new CarrierCallError(status, {
      status,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    }),
  );

Deno.test("Plivo's refusals are final, but for those that are ours to mend or a matter of time", () => {
  for (const status of [401, 402, 403, 404, 429]) {
    assert.deepEqual(failed(status), {
      kind: "refused",
      code: `HTTP_${status}`,
      retry: "later",
      optedOut: false,
    });
  }
  for (const status of [400, 405, 422]) {
    const result = failed(status);
    assert.equal(result.kind === "refused" && result.retry, "never");
  }
  const limited = failed(429, 7);
  assert.equal(limited.kind === "refused" && limited.retryAfterSeconds, 7);
});

Deno.test("What Plivo may have taken is unknown; where nobody listened nothing was taken", () => {
  for (const status of [408, 500, 502, 503]) assert.equal(failed(status).kind, "unknown");
  for (const code of ["TIMEOUT", "NETWORK"]) {
    assert.deepEqual(classifyFailure(new CarrierCallError(code)), { kind: "unknown", code });
  }
  assert.equal(classifyFailure(new Error("x")).kind, "unknown");
  assert.deepEqual(classifyFailure(new CarrierCallError("NOT_CONNECTED")), {
    kind: "refused",
    code: "NOT_CONNECTED",
    retry: "now",
    optedOut: false,
  });
});
