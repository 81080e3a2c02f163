import assert from "node:assert/strict";
import { askCarrier } from "./ask_carrier.ts";

Deno.test("askCarrier() tells what the carrier will not do from what it may do another time", async () => {
  assert.equal(await askCarrier("Ask", Promise.resolve(1)), 1);
  const failure = async (error: object) => {
    const { code, extras } = await askCarrier("Ask", Promise.reject(error)).then(
      () => assert.fail(),
      (thrown) => thrown,
    );
    return [code, extras.members.carrier_code];
  };
  assert.deepEqual(await failure({ status: 404, code: 20404 }), ["carrier_refused", "20404"]);
  for (const [status, code] of [[401, 20003], [429, 20429], [500, 20500]] as const) {
    assert.deepEqual(await failure({ status, code }), ["carrier_unavailable", String(code)]);
  }
  assert.deepEqual(await failure({ code: "TIMEOUT" }), ["carrier_unavailable", "TIMEOUT"]);
});
