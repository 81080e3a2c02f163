import assert from "node:assert/strict";
import { verifySignature } from "./verify_signature.ts";

/** The worked example of Plivo's own SDKs (MIT): plivo/plivo-ruby, spec/signature_spec.rb; plivo/plivo-dotnet, TestSignature.cs. */
const VECTOR = {
  url: "https://answer.url",
  nonce: "12345",
  signature: "ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc=",
};
const TOKEN = "my_auth_token";

Deno.test("verifySignature() takes Plivo's worked example, whatever the query", async () => {
  assert.equal(await verifySignature(TOKEN, VECTOR), true);
  assert.equal(await verifySignature(TOKEN, { ...VECTOR, url: `${VECTOR.url}?forward=1` }), true);
});

Deno.test("verifySignature() refuses all else", async () => {
  assert.equal(await verifySignature("my_auth_tokens", VECTOR), false);
  for (
    const changed of [
      { url: `${VECTOR.url}/` },
      { url: "http://answer.url" },
      { nonce: "12346" },
      { nonce: "" },
      { signature: "" },
      { signature: VECTOR.signature.toLowerCase() },
      { signature: VECTOR.signature.slice(4) },
      { signature: "not base64!" },
    ]
  ) {
    assert.equal(await verifySignature(TOKEN, { ...VECTOR, ...changed }), false);
  }
});
