import type { Leak } from "./leak.ts";

/** Names that nothing else has: who writes one before a name tells where to be found. */
const PLATFORM =
  "(?:instagram|insta|ig|snapchat|snap|sc|tiktok|twitter|facebook|fb|messenger|telegram|tg|whats ?app|discord|skype|wechat|viber|kik|venmo|cash ?app|paypal|zelle|linkedin|threads|bluesky|mastodon|imessage|onlyfans|gmail|hotmail|icloud)";
/** Names that are also common words: what follows has to look like a handle. */
const WORDLIKE_PLATFORM = "(?:signal|line|wire|x|wa|meta|link|user(?:name)?|handle|dm me)";
const NAME = String.raw`[@$]?[\p{L}\d_](?:[\p{L}\d_.#-]{1,28})[\p{L}\d_]`;

const ACCOUNT = String.raw`(?:\s(?:id|name|handle|user|username|acct|account))?`;
/** A name as only accounts have them. */
const HANDLE = String
  .raw`(?<![\p{L}\d_.@$#-])(?=[@$]\p{L}|\S{0,29}(?:_|\p{L}{2}\d|\p{L}\.\p{L}{2}|#\d))${NAME}`;

const NAMED = new RegExp(
  String
    .raw`\b(?:${PLATFORM}${ACCOUNT}\s{0,2}[:=→>-]|my\s${PLATFORM}${ACCOUNT}(?:\sis|'s)\b:?)\s{0,2}(${NAME})`,
  "giu",
);
const ASKED = new RegExp(
  String
    .raw`\b(?:add|dm|follow|hmu|(?:message|msg|find|text|hit|add|dm|follow)\s(?:me|us))\s(?:(?:on|at|as|via|under)\s)?(${HANDLE})`,
  "giu",
);
const NEAR = new RegExp(String.raw`\b${PLATFORM}\b[^\n.]{0,24}?(${HANDLE})`, "giu");
const WORDLIKE = new RegExp(
  String.raw`\b${WORDLIKE_PLATFORM}\s{0,2}(?:[:=]|\bis\b)\s{0,2}(${NAME})`,
  "giu",
);
const ON_PLATFORM = new RegExp(
  String.raw`(?<![\p{L}\d_.@#-])(${NAME})\s(?:on|at)\s(?:my\s)?${PLATFORM}\b`,
  "giu",
);
const AT_NAME = /(?<![\p{L}\d_.+-])@[\p{L}\d_](?:[\p{L}\d_.]{1,28})[\p{L}\d_]/gu;

const LOOKS_LIKE_A_HANDLE = /^[@$]\p{L}|\p{L}{2}\d|_|\p{L}\.\p{L}{2}|#\d/u;
const WEBSITE = /\.(?:com|net|org|io|co|gov|edu)$/i;
/** After "insta is": how it is, not who. */
const NO_NAME = new Set(
  "a an the not so too very down up off out on in at to for and or but it its my your our their his her this that there here where what when why how who which way be been being was were are am is no yes ok okay good great bad best better broken slow fast free fine blocked banned private public hacked gone dead back full new old super really just still always never only also boring annoying addictive ads app page pages post posts story stories video videos photo photos pic pics account group groups chat chats call calls link fun weird crazy amazing cool nice awesome acting working loading crashing lagging glitching getting saying showing asking making with without because if then than all any some more most much many me you him them us we they he she tomorrow today tonight later now soon please thanks thank have has had do does did can could will would should might may must got get like love hate think know need want about after before from off over under again"
    .split(" "),
);
/** After a bare @: where or when, not who. */
const NO_PERSON = new Set(
  "home work school noon midnight night lunch dinner breakfast the my your our their his her a an this that least last first once all any door gate front back lobby office gym park station airport hotel church everyone here channel all about around starbucks walmart target costco home"
    .split(" "),
);

/** Names under which somebody is found on another service: @name, "insta: name", "snap me at name". */
export function findHandles(text: string): Leak[] {
  const leaks: Leak[] = [];
  const add = (match: RegExpMatchArray, name: string) => {
    const start = match.index! + match[0].lastIndexOf(name);
    leaks.push({ kind: "handle", start, end: start + name.length });
  };
  for (const match of text.matchAll(NAMED)) if (isName(match[1]!)) add(match, match[1]!);
  for (const pattern of [ASKED, NEAR, WORDLIKE, ON_PLATFORM]) {
    for (const match of text.matchAll(pattern)) {
      if (looksLikeAHandle(match[1]!)) add(match, match[1]!);
    }
  }
  for (const match of text.matchAll(AT_NAME)) if (isPerson(match[0])) add(match, match[0]);
  return leaks;
}

function looksLikeAHandle(name: string): boolean {
  return LOOKS_LIKE_A_HANDLE.test(name) && !WEBSITE.test(name);
}

function isName(name: string): boolean {
  return looksLikeAHandle(name) || !NO_NAME.has(name.toLowerCase());
}

function isPerson(name: string): boolean {
  const word = name.slice(1);
  if (!/\p{L}/u.test(word) || /^\d{1,2}(?:am|pm|ish)/i.test(word)) return false;
  return /[\d_.]/.test(word) || !/^\p{Lu}/u.test(word) && !NO_PERSON.has(word.toLowerCase());
}
