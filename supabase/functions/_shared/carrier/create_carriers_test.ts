import assert from "node:assert/strict";
import { readEnv } from "../env.ts";
import { TEST_SETTINGS } from "../test_settings.ts";
import { createCarriers } from "./create_carriers.ts";

Deno.test("createCarriers() has a carrier once its credentials are set, and one adapter of it", async () => {
  const twilioAlone = createCarriers(readEnv(TEST_SETTINGS));
  assert.deepEqual(twilioAlone.configured, ["twilio"]);
  assert.equal(await twilioAlone.find("plivo"), null);
  await assert.rejects(twilioAlone.get("plivo"), { code: "not_configured" });

  const both = createCarriers(
    readEnv({ ...TEST_SETTINGS, PLIVO_AUTH_ID: "MA0123456789ABCDEF01", PLIVO_AUTH_TOKEN: "token" }),
  );
  assert.deepEqual(both.configured, ["twilio", "plivo"]);
  assert.ok(await both.get("plivo") !== await both.get("twilio"));
  assert.equal(await both.get("plivo"), await both.find("plivo"));
  for (const unknown of ["bandwidth", "", "__proto__", "Plivo"]) {
    assert.equal(await both.find(unknown), null);
  }
});
