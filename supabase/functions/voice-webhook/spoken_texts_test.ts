import assert from "node:assert/strict";
import { expectTranslated } from "../_shared/language/expect_translated.ts";
import { LANGUAGES } from "../_shared/language/language.ts";
import { spokenTexts } from "./spoken_texts.ts";

Deno.test("All that is said in calls is there in every language", () => {
  expectTranslated(spokenTexts, { callFrom: ["Zoë"] });
  expectTranslated(spokenTexts, { callFrom: [null] });
});

Deno.test("The greeting names whoever calls, and nobody where there is no label", () => {
  for (const language of LANGUAGES) {
    const { callFrom, pressOne } = spokenTexts(language);
    assert.match(callFrom("Zoë"), /Zoë/);
    assert.doesNotMatch(callFrom(null), /Zoë/);
    assert.match(pressOne, /\b1\b/);
  }
});
