import type { Language } from "../_shared/language/language.ts";
import type { CallAnswer } from "./call_route.ts";
import { type SpokenTexts, spokenTexts } from "./spoken_texts.ts";

/** The answer that says one thing in this language, and ends the call. */
export function say(language: Language, choose: (texts: SpokenTexts) => string): CallAnswer {
  return {
    language,
    steps: [{ do: "say", text: choose(spokenTexts(language)) }, { do: "hang_up" }],
  };
}
