import assert from "node:assert/strict";
import { fakeDeps } from "../fake_deps.ts";
import { LANGUAGES } from "../language/language.ts";
import { decrypt } from "../privacy/decrypt.ts";
import { automaticTexts } from "./automatic_texts.ts";
import { encryptNotice } from "./encrypt_notice.ts";

Deno.test("encryptNotice() has a notice in every language, and the setting's for a conversation without one", async () => {
  const { deps, keys } = await fakeDeps({ settings: { VOICE_LANGUAGE: "de-DE" } });
  const notice = await encryptNotice(deps, (texts) => texts.notDelivered);
  assert.deepEqual(Object.keys(notice), [...LANGUAGES, "default"]);
  for (const language of LANGUAGES) {
    assert.equal(
      await decrypt(keys, "body", notice[language]),
      automaticTexts(language).notDelivered,
    );
  }
  assert.equal(notice.default, notice["de-DE"]);
});
