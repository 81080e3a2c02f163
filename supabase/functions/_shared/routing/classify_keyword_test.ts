import assert from "node:assert/strict";
import { classifyKeyword, type ControlWord } from "./classify_keyword.ts";

const classify = (
  body: string,
  optOutType: "STOP" | "START" | "HELP" | null = null,
  controlWords: ControlWord[] = [],
) => classifyKeyword({ body, optOutType }, controlWords);

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

Deno.test("classifyKeyword() hears BLOCK and REPORT where they are switched on, as the whole text", () => {
  assert.deepEqual([classify("BLOCK"), classify("REPORT")], [null, null]);
  for (const word of ["BLOCK", " block\n", "Block"]) {
    assert.equal(classify(word, null, ["BLOCK"]), "block", word);
  }
  assert.equal(classify("report", null, ["BLOCK", "REPORT"]), "report");
  assert.equal(classify("report", null, ["BLOCK"]), null);
  assert.equal(classify("block him", null, ["BLOCK"]), null);
  assert.equal(classify("block", "STOP", ["BLOCK"]), "opt_out");
});
