import type { Leak } from "./leak.ts";

const DOT = String.raw`\s{0,2}(?:\.|\bdot\b|[\[(](?:dot|\.)[\])])\s{0,2}`;
const SLASH = String.raw`\s{0,2}(?:\/|\bslash\b)\s{0,2}`;
const PERSON = String.raw`[@#]?[\p{L}\d_+%?=&.\/-]{1,100}`;

/** Where each page is a person, a group, or a chat with one. */
const SHORT = new RegExp(
  String.raw`\b(?:(?:wa|t|m|fb|signal|line|ig)${DOT}me|signal${DOT}group)${SLASH}${PERSON}`,
  "giu",
);
const LONG = new RegExp(
  String
    .raw`\b(?:(?:api|chat|web|u)\.)?(?:whatsapp|telegram|discord|snapchat|viber|linktr|wechat|skype|discordapp|threads|bsky|venmo|cash)${DOT}(?:com|me|org|gg|ee|app|net)${SLASH}${PERSON}`,
  "giu",
);
/** Of these only the pages of people, not those of posts. */
const PROFILE = new RegExp(
  String
    .raw`\b(?:instagram|facebook|fb|tiktok|twitter|x|linkedin)${DOT}com${SLASH}(?!(?:p|reel|reels|explore|events|groups|watch|marketplace|hashtag|stories|video|jobs|help|about|legal)\b)(?:in\/)?${PERSON}`,
  "giu",
);
const SCHEME =
  /\b(?:tel|sms|mailto|whatsapp|tg|skype|facetime|sgnl|viber):(?:\/\/)?[\w+@?%][\w+@?&=%./-]{2,100}/giu;

/** Links that open a chat, a call or somebody's profile, as wa.me/… and t.me/…. */
export function findLinks(text: string): Leak[] {
  return [SHORT, LONG, PROFILE, SCHEME].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Leak => ({
      kind: "link",
      start: match.index,
      end: match.index + match[0].length,
    }))
  );
}
