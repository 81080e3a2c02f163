import assert from "node:assert/strict";
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from "twilio/lib/webhooks/webhooks.js";

type Vector = {
  id: string;
  kind: "form" | "json";
  authToken: string | null;
  url: string;
  params?: Record<string, string | string[]>;
  body?: string;
  signature: string;
  signedUrl: string | null;
  expect: boolean | null;
};

const { vectors } = JSON.parse(
  await Deno.readTextFile(new URL("./signature_vectors.json", import.meta.url)),
) as { vectors: Vector[] };

Deno.test("Twilio's worked examples of signatures are accepted and refused as they should be", () => {
  assert.ok(vectors.length >= 12);
  for (const { id, kind, authToken, url, params = {}, body = "", signature, expect } of vectors) {
    if (expect === null || authToken === null) continue;
    const accepted = kind === "json"
      ? validateRequestWithBody(authToken, signature, url, body)
      : validateRequest(authToken, signature, url, params);
    assert.equal(accepted, expect, id);
  }
});

Deno.test("The simulator signs as the worked examples are signed", () => {
  for (const { id, kind, authToken, params = {}, signature, signedUrl, expect } of vectors) {
    if (!expect || kind !== "form" || authToken === null || signedUrl === null) continue;
    assert.equal(getExpectedTwilioSignature(authToken, signedUrl, params), signature, id);
  }
});
