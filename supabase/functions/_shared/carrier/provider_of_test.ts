import assert from "node:assert/strict";
import { providerOf } from "./provider_of.ts";

Deno.test("providerOf() reads the carrier off an id", () => {
  assert.equal(providerOf("plivo:5b40a428-bfc7-4daf-9d06-726c558bf3b8"), "plivo");
  assert.equal(providerOf(`SM${"0".repeat(32)}`), "twilio");
  assert.equal(providerOf("plivo"), "twilio");
});
