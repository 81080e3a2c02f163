import assert from "node:assert/strict";
import { parseStatus, parseWebhook } from "./parse_webhook.ts";

const parse = (params: Record<string, string>) => parseWebhook(new URLSearchParams(params));
const SMS = { MessageUUID: "u", From: "14155550101", To: "14155550110", Text: "hi", Type: "sms" };

Deno.test("parseWebhook() reads a text of Plivo's, whose numbers lack their plus", () => {
  const text = {
    kind: "text",
    sid: "plivo:u",
    from: "+14155550101",
    to: "+14155550110",
    body: "hi",
    mediaCount: 0,
    mediaUrls: [],
    optOutType: null,
  };
  assert.deepEqual(parse(SMS), text);
  assert.deepEqual(parse({ ...SMS, From: "+14155550101", Text: "" }), { ...text, body: "" });
  assert.deepEqual(parse({ ...SMS, From: "12345" }), { ...text, from: "12345" });
});

Deno.test("parseWebhook() reads the words of an MMS where Plivo puts them, and finds what came with it", () => {
  const { Text: body, ...rest } = SMS;
  const mms = {
    ...rest,
    Type: "mms",
    Body: body,
    MediaCount: "2",
    Media0: "https://m",
    Media1: "",
  };
  const read = parse(mms);
  assert.ok(read?.kind === "text");
  assert.deepEqual([read.body, read.mediaCount, read.mediaUrls], ["hi", 2, ["https://m", ""]]);
  const media = (more: Record<string, string>) => {
    const read = parse({ ...rest, Body: "", ...more });
    return read?.kind === "text" && read.mediaUrls;
  };
  assert.deepEqual(media({ MediaCount: "2", Media1: "a", Media2: "b" }), ["a", "b"]);
  assert.deepEqual(media({ Media0: "a", Media1: "b" }), ["a", "b"]);
  for (const [count, length] of [["", 0], ["x", 0], ["-1", 0], ["11", 10]] as const) {
    assert.deepEqual(media({ MediaCount: count }), Array(length).fill(""));
  }
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`Media${n}`, `${n}`]));
  assert.deepEqual(media(many), Array.from({ length: 10 }, (_, n) => String(n)));
});

Deno.test("parseWebhook() hears what Plivo took for a keyword, also one that we do not know", () => {
  const heard = (MessageIntent: string) => {
    const read = parse({ ...SMS, Text: "UNSUB", MessageIntent });
    return read?.kind === "text" && read.optOutType;
  };
  assert.deepEqual(["optout", "optin", "help", "", "other", "__proto__"].map(heard), [
    "STOP",
    "START",
    "HELP",
    null,
    null,
    null,
  ]);
});

Deno.test("parseWebhook() refuses what is neither a text nor a status", () => {
  for (const name of ["MessageUUID", "From", "To"]) {
    assert.equal(parse({ ...SMS, [name]: "" }), null);
  }
  for (const odd of ["\0", "a\0b", "x".repeat(65)]) {
    for (const name of ["MessageUUID", "From", "To"]) {
      assert.equal(parse({ ...SMS, [name]: odd }), null);
    }
  }
  assert.equal(parse({}), null);
});

Deno.test("parseStatus() knows Plivo's words; 000 is no error, 200 an opt-out", () => {
  const words = ["queued", "sent", "delivered", "read", "undelivered", "failed", "rejected", "new"];
  assert.deepEqual(words.map((word) => parseStatus(word, null, "").status), [
    null,
    "sent",
    "delivered",
    "delivered",
    "undelivered",
    "failed",
    "failed",
    null,
  ]);
  assert.deepEqual(parseStatus("delivered", "000", "14155550101").code, null);
  assert.deepEqual(parseStatus("failed", "200", "14155550101"), {
    status: "failed",
    code: "200",
    to: "+14155550101",
    optedOut: true,
  });
});
