import type { Leak } from "./leak.ts";
import { numberShape } from "./number_shape.ts";
import { type DigitGroup, readDigits } from "./read_digits.ts";

const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;

/** What belongs to prices, times, shares and the like, but to no phone number. */
const NO_GAP = /[$€£¥₹%°#@&<>^]|\s[=+]\s|\n\s*\n/;
const LONGEST_GAP = 8;
const LINK = /^(?:\W{0,3}https?:\/\/|\W{0,3}www\.|[a-z0-9.-]{1,100}\.[a-z]{2,8}\/)/i;
const CURRENCY_BEFORE = /[$€£¥₹]\s?$/;
const UNIT_AFTER =
  /^\s?(?:[%°€£¥₹]|(?:dollars?|bucks|usd|eur|euros?|points?|pts|miles|km|views?|followers|people|sq|steps|calories|kg|lbs?|st|street|ave|avenue|rd|road|blvd|lane|dr|drive|way|court)\b)/i;

/** Words before a number that say what it is. */
const OTHER_NUMBER =
  /\b(?:order|orders|pedido|track|tracking|invoice|confirm|confirmation|conf|booking|reservation|reference|ref|case|ticket|serial|sku|upc|isbn|ean|part|model|account|acct|routing|iban|card|vin|policy|claim|licen[cs]e|badge|id|member|membership|flight|train|zip|postcode|box|batch|lot|pin|code|coupon|voucher|parcel|package|shipment|barcode|meter|permit|fedex|ups|usps|dhl|doi|patent|asin|imei|item|product|receipt|transaction|txn|version|build|score|scores|checksum)\b|\b(?!(?:my|the|a|an|this|that|new|old|other|real|personal|private|work|home|house|direct|his|her|their|our|your|cell|phone|mobile|contact|tel|telephone|whatsapp)\b)\p{L}+ (?:number|num|no|nr)\b/iu;
const A_PHONE =
  /\b(?:area code|phone|phones|fone|ph|cell|cellphone|mobile|mobil|tel|telephone|telefono|whats ?app|whatsap|wa|signal|telegram|viber|imessage|facetime|sms|call|calling|dial|ring|buzz|text|txt|reach|contact|digits|my number|my num|my new number|my #|llamame)\b/i;
const A_PHONE_AFTER =
  /^[\s).,!-]{0,3}(?:is my (?:number|cell|phone|mobile)|(?:is|its) (?:me|mine)|call|text|txt|ring|whats ?app|on (?:whats ?app|signal|viber)|[^\d\n]{0,20}\b(?:phone|cell|mobile))\b/i;

/** Numbers that somebody could be called at, outside of links. */
export function findPhoneNumbers(text: string): Leak[] {
  const groups = readDigits(withoutLinks(text));
  const leaks: Leak[] = [];
  for (let first = 0; first < groups.length;) {
    const count = longestNumber(text, groups, first);
    if (count > 0) {
      const start = groups[first]!.start;
      leaks.push({ kind: "phone", start, end: groups[first + count - 1]!.end });
    }
    first += Math.max(count, 1);
  }
  return leaks;
}

/** Of how many groups the longest phone number consists that begins with this one; 0 when none does. */
function longestNumber(text: string, groups: DigitGroup[], first: number): number {
  let longest = 0;
  let digits = 0;
  for (let last = first; last < groups.length; last++) {
    const group = groups[last]!;
    if (last > first && !joins(groups[last - 1]!, group)) break;
    digits += group.digits.length;
    if (digits > MOST_DIGITS) break;
    if (digits >= FEWEST_DIGITS && isPhoneNumber(text, groups.slice(first, last + 1))) {
      longest = last - first + 1;
    }
  }
  return longest;
}

function joins(before: DigitGroup, group: DigitGroup): boolean {
  if (group.gap === null || group.gap.length > LONGEST_GAP || NO_GAP.test(group.gap)) return false;
  // 7:30 is a time.
  return !(group.gap === ":" && before.digits.length <= 2 && /^[0-5]\d$/.test(group.digits));
}

function isPhoneNumber(text: string, groups: DigitGroup[]): boolean {
  const [start, end] = [groups[0]!.start, groups.at(-1)!.end];
  const before = text.slice(Math.max(0, start - 60), start);
  const after = text.slice(end, end + 30);
  const shape = numberShape(groups, /\+\s?\(?$/.test(before));
  if (shape === null || isGlued(text, start, end)) return false;
  if (CURRENCY_BEFORE.test(before) || UNIT_AFTER.test(after)) return false;
  if (shape === "formatted") return true;
  if (A_PHONE.test(before) || A_PHONE_AFTER.test(after)) return true;
  if (shape === "possible") return false;
  const lastWords = before.split(/\s+/).slice(-5).join(" ");
  return !OTHER_NUMBER.test(lastWords) && !/#\s?$/.test(before);
}

/** Within a code such as A4155550123F; a whole word before it that lacks its space makes none. */
function isGlued(text: string, start: number, end: number): boolean {
  const before = /[\d_]?\p{L}{1,20}$/u.exec(text.slice(Math.max(0, start - 21), start))?.[0];
  return before !== undefined && !/^\p{Ll}{2,}$/u.test(before) ||
    /^[\p{L}_]/u.test(text.slice(end, end + 2));
}

/** Digits in a link name a page; links to people are found by themselves. */
function withoutLinks(text: string): string {
  return text.replace(/\S+/g, (token) => LINK.test(token) ? "a".repeat(token.length) : token);
}
