import assert from "node:assert/strict";
import { MasklineError, type MasklineErrorCode } from "../maskline_error.ts";
import { nextVerification, NO_VERIFICATION, type VerificationEvent } from "./verification.ts";

const phone = "+14155550101";
const request: VerificationEvent = { type: "request", phone, identity: "ana" };
const sent: VerificationEvent = { type: "sent", phone, codeExpiresAt: "2026-11-21T07:00:00Z" };
const failed = (code: MasklineErrorCode): VerificationEvent => ({
  type: "failed",
  error: new MasklineError({ code, detail: "" }),
});
const after = (...events: VerificationEvent[]) => events.reduce(nextVerification, NO_VERIFICATION);

Deno.test("a verification goes from the number to the code, and ends", () => {
  assert.equal(after(request).step, "requesting");
  assert.equal(after(request, sent).step, "code_sent");
  assert.equal(after(request, sent, { type: "check" }).step, "checking");
  assert.deepEqual(after(request, sent, { type: "check" }, { type: "reset" }), NO_VERIFICATION);
});

Deno.test("a verification asks for the code again while there are tries, else for a new one", () => {
  const check: VerificationEvent = { type: "check" };
  assert.equal(after(request, sent, check, failed("wrong_code")).step, "code_sent");
  assert.equal(after(request, sent, check, failed("network_failure")).step, "code_sent");
  assert.equal(after(request, sent, check, failed("too_many_tries")).step, "idle");
  assert.equal(after(request, sent, check, failed("code_expired")).step, "idle");
  const refused = after(request, failed("country_not_allowed"));
  assert.deepEqual([refused.step, refused.error?.code], ["idle", "country_not_allowed"]);
});

Deno.test("a verification that was given up takes no late answer", () => {
  assert.deepEqual(after(request, { type: "reset" }, sent), NO_VERIFICATION);
  assert.deepEqual(after(request, { type: "reset" }, failed("rate_limited")), NO_VERIFICATION);
  assert.deepEqual(after({ type: "check" }), NO_VERIFICATION);
});
