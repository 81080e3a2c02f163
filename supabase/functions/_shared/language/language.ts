/** Those that conversations can have: `voice-webhook` has words in each, and so have the texts that we write. */
export const LANGUAGES = [
  "en-US",
  "en-GB",
  "en-AU",
  "es-ES",
  "es-MX",
  "fr-FR",
  "de-DE",
] as const;

export type Language = typeof LANGUAGES[number];
