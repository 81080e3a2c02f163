import assert from "node:assert/strict";
import { isBadSender } from "./is_bad_sender.ts";

Deno.test("isBadSender() knows the codes that indict the number itself", () => {
  for (const code of ["21212", "21601", "21606", "21659", "21660", "21661", "30032", "30034"]) {
    assert.equal(isBadSender("twilio", code), true, code);
  }
});

Deno.test("isBadSender() blames no number for the recipient, the text, the account or the weather", () => {
  const others = ["20003", "21211", "21408", "21603", "21610", "21611", "21612", "21614", "30003"];
  for (const code of [...others, "30005", "30007", "30022", "30035", "NETWORK", "", null]) {
    assert.equal(isBadSender("twilio", code), false, String(code));
  }
});

Deno.test("isBadSender() reads no code of one carrier as another's", () => {
  assert.equal(isBadSender("plivo", "21606"), false);
});
