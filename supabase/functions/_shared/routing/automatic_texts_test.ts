import assert from "node:assert/strict";
import { expectTranslated } from "../language/expect_translated.ts";
import { LANGUAGES } from "../language/language.ts";
import { automaticTexts } from "./automatic_texts.ts";

const LINK = "https://x.example.com/v";

Deno.test("All that is texted without anybody's saying it is there in every language", () => {
  expectTranslated(automaticTexts, { voicemail: [LINK, 7] });
});

Deno.test("What is to be texted back, and the link, stay what they are in every language", () => {
  for (const language of LANGUAGES) {
    const texts = automaticTexts(language);
    assert.match(texts.muted, /\bUNMUTE\b/);
    assert.match(texts.unmuted, /\bMUTE\b/);
    for (const days of [1, 7]) {
      assert.match(texts.voicemail(LINK, days), new RegExp(`\\b${days}\\b.*${LINK}$`));
    }
  }
});
