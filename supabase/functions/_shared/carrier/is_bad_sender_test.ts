import assert from "node:assert/strict";
import { isBadSender } from "./is_bad_sender.ts";

Deno.test("isBadSender() knows the codes that indict the number itself", () => {
  for (
    const code of ["21210", "21212", "21601", "21606", "21659", "21660", "21661", "30032", "30034"]
  ) {
    assert.equal(isBadSender("twilio", code), true, code);
  }
  assert.equal(isBadSender("plivo", "40"), true);
});

Deno.test("isBadSender() blames no number for the recipient, the text, the account or the weather", () => {
  const others = ["20003", "21211", "21408", "21603", "21610", "21611", "21612", "21614", "30003"];
  for (const code of [...others, "30005", "30007", "30022", "30035", "NETWORK", "", null]) {
    assert.equal(isBadSender("twilio", code), false, String(code));
  }
  // Spam, the recipient, no route, the network, said STOP, no credit, and what a refused request has.
  for (
    const code of ["10", "20", "30", "50", "70", "90", "100", "200", "900", "1000", "HTTP_400"]
  ) {
    assert.equal(isBadSender("plivo", code), false, code);
  }
});

Deno.test("isBadSender() reads no code of one carrier as another's", () => {
  assert.equal(isBadSender("plivo", "21606"), false);
  assert.equal(isBadSender("twilio", "40"), false);
  assert.equal(isBadSender("somebody", "40"), false);
});
