import type { Language } from "../_shared/language/language.ts";
import type { CallOutcome } from "../_shared/voice/call_plan.ts";
import { AMERICAN_ENGLISH, ENGLISH } from "./spoken_texts/english.ts";
import { FRENCH } from "./spoken_texts/french.ts";
import { GERMAN } from "./spoken_texts/german.ts";
import { MEXICAN_SPANISH, SPANISH } from "./spoken_texts/spanish.ts";

/** Why a call connects nobody; the rest has other words. */
type Refusal = Exclude<CallOutcome, "bridge" | "conference" | "pin" | "asked">;

/** All that is said in a call. No sentence has a name or a number but the label of whoever calls. */
export type SpokenTexts = {
  refusals: Record<Refusal, string>;
  /** To whoever is rung; without a label, or where several could be meant, null. */
  callFrom(label: string | null): string;
  pressOne: string;
  /** To a caller, before anybody is rung. */
  connecting: string;
  /** To whoever asked to be called, before the others are rung. */
  yourCall: string;
  /** To both of a call that is recorded, before they are connected: to stay is to agree. */
  recorded: string;
  enterPin: string;
  wrongPin: string;
  notReached: string;
  /** Consent first, then the request. */
  leaveMessage: string;
  goodbye: string;
  failure: string;
  /** Not said, but read behind the link to what a caller left. */
  voicemailGone: string;
  voicemailLater: string;
};

const BY_LANGUAGE: Record<Language, SpokenTexts> = {
  "en-US": AMERICAN_ENGLISH,
  "en-GB": ENGLISH,
  "en-AU": ENGLISH,
  "es-ES": SPANISH,
  "es-MX": MEXICAN_SPANISH,
  "fr-FR": FRENCH,
  "de-DE": GERMAN,
};

/** What is said in this language. */
export function spokenTexts(language: Language): SpokenTexts {
  return BY_LANGUAGE[language];
}
