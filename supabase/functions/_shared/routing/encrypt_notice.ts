import { type Language, LANGUAGES } from "../language/language.ts";
import { encrypt } from "../privacy/encrypt.ts";
import type { KeyRing } from "../privacy/key_ring.ts";
import { type AutomaticTexts, automaticTexts } from "./automatic_texts.ts";

/** One automatic text in every language, in cipher; `default` is that of the setting. `masking.in_language` chooses. */
export type Notice = Record<Language | "default", string>;

export type NoticeDeps = { env: { VOICE_LANGUAGE: Language }; keys: () => Promise<KeyRing> };

/** An automatic text for a conversation that only the database knows. */
export async function encryptNotice(
  { env, keys }: NoticeDeps,
  choose: (texts: AutomaticTexts) => string,
): Promise<Notice> {
  const opened = await keys();
  const entries = await Promise.all(
    LANGUAGES.map(async (language) => [
      language,
      await encrypt(opened, "body", choose(automaticTexts(language))),
    ]),
  );
  const byLanguage: Record<Language, string> = Object.fromEntries(entries);
  return { ...byLanguage, default: byLanguage[env.VOICE_LANGUAGE] };
}
