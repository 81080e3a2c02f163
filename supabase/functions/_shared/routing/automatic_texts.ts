import type { Language } from "../language/language.ts";
import { ENGLISH } from "./automatic_texts/english.ts";
import { FRENCH } from "./automatic_texts/french.ts";
import { GERMAN } from "./automatic_texts/german.ts";
import { MEXICAN_SPANISH, SPANISH } from "./automatic_texts/spanish.ts";

/** All that is texted in a conversation and that nobody in it said. */
export type AutomaticTexts = {
  /** To somebody whose conversation has ended. */
  conversationClosed: string;
  /** To somebody whose conversation is yet to begin. */
  conversationNotStarted: string;
  /** To the only participant of a conversation that others are yet to join. */
  nobodyElse: string;
  /** To somebody who is in no conversation on this number. */
  noConversation: string;
  /** To the others, when a participant opted out. */
  notReachable: string;
  /** To the other one, when a participant said BLOCK or REPORT: the same words for both, and none about why. */
  conversationEnded: string;
  /** To whoever said BLOCK, and REPORT. */
  blocked: string;
  reported: string;
  /** To a participant, from the number that took the place of another. */
  numberReplaced: string;
  /** To whoever said MUTE, UNMUTE or LEAVE in a group. */
  muted: string;
  unmuted: string;
  left: string;
  /** To the others in the group, behind the label of whoever said LEAVE. */
  hasLeft: string;
  /** To a sender, when a text did not arrive. */
  notDelivered: string;
  /** To a sender, once a day, whose text was relayed although it tells how to be reached elsewhere; and whose was not for that reason. */
  leakWarned: string;
  leakBlocked: string;
  /** In place of, or below, what cannot be passed on. */
  mediaNotDelivered: string;
  /** In place of a text that came in and whose words the carrier could not hand over. */
  wordsLost: string;
  /** To somebody for whom a caller left a message. */
  voicemail(url: string, days: number): string;
};

/** The name of a text that is the same for everybody. */
export type AutomaticText = Exclude<keyof AutomaticTexts, "voicemail">;

const BY_LANGUAGE: Record<Language, AutomaticTexts> = {
  "en-US": ENGLISH,
  "en-GB": ENGLISH,
  "en-AU": ENGLISH,
  "es-ES": SPANISH,
  "es-MX": MEXICAN_SPANISH,
  "fr-FR": FRENCH,
  "de-DE": GERMAN,
};

/** What is texted in this language. */
export function automaticTexts(language: Language): AutomaticTexts {
  return BY_LANGUAGE[language];
}
