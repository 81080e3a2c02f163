import assert from "node:assert/strict";
import { languageOf } from "./language_of.ts";

Deno.test("languageOf() is the conversation's, or the setting's where that has none that is known", () => {
  const deps = { env: { VOICE_LANGUAGE: "en-GB" as const } };
  assert.equal(languageOf(deps, "de-DE"), "de-DE");
  for (const none of [null, undefined, "", "de", "xx-XX"]) {
    assert.equal(languageOf(deps, none), "en-GB");
  }
});
