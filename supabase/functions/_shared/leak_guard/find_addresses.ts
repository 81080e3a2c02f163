import type { Leak } from "./leak.ts";

const TLD = "(?:com|net|org|edu|gov|io|co|me|app|dev|info|biz|us|uk|au|ca|de|fr|es|mx|nz)";
const SPOKEN_DOT = String
  .raw`\s{0,2}(?:[\[({<]\s?(?:dot|\.)\s?[\])}>]|\b(?:dot|punto|period)\b)\s{0,2}`;
const ANY_DOT = String.raw`(?:${SPOKEN_DOT}|\s{0,2}\.\s{0,2})`;
const LOCAL_PART = String
  .raw`(?<![\w.+%-])([\w.+%-]{1,64}(?:\s(?:dot|underscore|dash)\s\w{1,30}){0,3})`;
const MAILBOXES = "(?:gmail|hotmail|yahoo|outlook|icloud|protonmail|proton|aol|gmx|live|ymail)";

const WRITTEN = /(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const SPACED = new RegExp(
  String.raw`${LOCAL_PART}\s{0,2}@\s{0,2}[\w-]{1,63}${ANY_DOT}${TLD}\b`,
  "gi",
);
const BRACKETED = new RegExp(
  String
    .raw`${LOCAL_PART}\s{0,2}[\[({<*_]\s?(?:at|@|arroba)\s?[\])}>*_]\s{0,2}[\w-]{1,63}${ANY_DOT}${TLD}\b`,
  "gi",
);
const SPOKEN = new RegExp(
  String
    .raw`${LOCAL_PART}\s{1,2}(?:at|arroba)\s{1,2}(?:[\w-]{1,63}(?:${SPOKEN_DOT}|\.)${TLD}\b|${MAILBOXES}(?=\s*(?:$|[.,!?;)\n])))`,
  "gi",
);

/** Words before "at" that speak of a place or a website, not of a mailbox. */
const NO_MAILBOX = new Set(
  "look looking looked find found see seen buy bought order ordered shop work works working worked book booked read store meet me us it them her him live on up sign located visit stay start available sold online again back here there is are was be more details info page site website stuff listed posted order orders tickets menu hours deals everything policy price prices items register login apply enroll or and"
    .split(" "),
);

/** E-mail addresses, written or spelled out as in "name at example dot com". */
export function findAddresses(text: string): Leak[] {
  const spoken = [...text.matchAll(SPOKEN)].filter((match) =>
    !NO_MAILBOX.has(match[1]!.toLowerCase().replace(/[.,]+$/, ""))
  );
  return [
    ...text.matchAll(WRITTEN),
    ...text.matchAll(SPACED),
    ...text.matchAll(BRACKETED),
    ...spoken,
  ].map((match) => ({
    kind: "email",
    start: match.index,
    end: match.index + match[0].length,
  }));
}
