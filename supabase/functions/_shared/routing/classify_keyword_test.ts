import assert from "node:assert/strict";
import { classifyKeyword } from "./classify_keyword.ts";

const classify = (body: string, optOutType: "STOP" | "START" | "HELP" | null = null) =>
  classifyKeyword({ body, optOutType });

Deno.test("classifyKeyword() knows the words, in any case and with spaces around", () => {
  for (
    const word of [
      "STOP",
      "stop",
      " Stop \n",
      "StopAll",
      "unsubscribe",
      "END",
      "quit",
      "cancel",
      "revoke",
      "optout",
      "opt out",
      "OPT  OUT",
      "opt-out",
    ]
  ) {
    assert.equal(classify(word), "opt_out", word);
  }
  for (const word of ["START", "unstop"]) assert.equal(classify(word), "opt_in");
  for (const word of ["help", " INFO "]) assert.equal(classify(word), "help");
  assert.equal(classify("Yes"), "opt_in_when_opted_out");
});

Deno.test("classifyKeyword() hears nothing in a sentence", () => {
  for (
    const text of [
      "STOP PLEASE",
      "please stop",
      "stop.",
      "the end",
      "help me",
      "yes!",
      "",
      " ",
      "constructor",
      "__proto__",
    ]
  ) {
    assert.equal(classify(text), null, text);
  }
});

Deno.test("classifyKeyword() follows what the carrier found", () => {
  assert.equal(classify("arrêtez", "STOP"), "opt_out");
  assert.equal(classify("stop", "HELP"), "help");
});
