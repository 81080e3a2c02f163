import type { CarrierWebhook } from "../carrier/carrier.ts";

/** What a text asks of us instead of the other side. */
export type Keyword =
  | "opt_out"
  | "opt_in"
  | "opt_in_when_opted_out"
  | "help"
  | "block"
  | "report"
  | "mute"
  | "unmute"
  | "leave";

/** Words for somebody who has had enough of the other side; heard only where CONTROL_WORDS has them. */
export type ControlWord = "BLOCK" | "REPORT";

/**
 * Twilio's default words for long codes (docs: messaging/tutorials/advanced-opt-out) and the FCC's (47 CFR 64.1200(a)(10)). YES is an
 * answer that people give each other all day: it is a START only from somebody who has opted out.
 */
const KEYWORDS: Record<string, Keyword> = {
  STOP: "opt_out",
  STOPALL: "opt_out",
  UNSUBSCRIBE: "opt_out",
  END: "opt_out",
  QUIT: "opt_out",
  CANCEL: "opt_out",
  REVOKE: "opt_out",
  OPTOUT: "opt_out",
  "OPT OUT": "opt_out",
  "OPT-OUT": "opt_out",
  START: "opt_in",
  UNSTOP: "opt_in",
  YES: "opt_in_when_opted_out",
  HELP: "help",
  INFO: "help",
  // Of a group's members only; between two they are words like any other.
  MUTE: "mute",
  UNMUTE: "unmute",
  LEAVE: "leave",
};

const BY_CONTROL_WORD = { BLOCK: "block", REPORT: "report" } as const;
const BY_OPT_OUT_TYPE = { STOP: "opt_out", START: "opt_in", HELP: "help" } as const;

/** The keyword that a whole text is, in any case and with spaces around it; what the carrier itself found wins. */
export function classifyKeyword(
  text: Pick<CarrierWebhook & { kind: "text" }, "body" | "optOutType">,
  controlWords: readonly ControlWord[],
): Keyword | null {
  if (text.optOutType) return BY_OPT_OUT_TYPE[text.optOutType];
  const word = text.body.trim().replace(/\s+/g, " ").toUpperCase();
  const control = controlWords.find((known) => known === word);
  if (control) return BY_CONTROL_WORD[control];
  return Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word]! : null;
}
