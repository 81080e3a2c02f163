import { type Language, LANGUAGES } from "./language.ts";

/** The language of a conversation: the one that it was given, else (or when there is no such language any more) the setting's. */
export function languageOf(
  deps: { env: { VOICE_LANGUAGE: Language } },
  given: string | null | undefined,
): Language {
  return LANGUAGES.find((language) => language === given) ?? deps.env.VOICE_LANGUAGE;
}
