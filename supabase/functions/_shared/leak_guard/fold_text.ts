/** A text in plain letters and digits, and where in the original each of its characters begins and ends. */
export type FoldedText = { text: string; starts: number[]; ends: number[] };

/** Marks that make a digit look like a key, and characters that nobody sees. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20e3\ufe0e\ufe0f\ufeff]/;
const DIGIT = /\p{Nd}/u;

/** Full-width, circled, Arabic, keycap and any other digits become 0 to 9, letters of other styles plain ones. */
export function foldText(original: string): FoldedText {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let position = 0;
  for (const character of original) {
    const end = position + character.length;
    const folded = fold(character);
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(position);
      ends.push(end);
    }
    // What follows a character without being seen belongs to it.
    if (folded === "" && ends.length > 0) ends[ends.length - 1] = end;
    text += folded;
    position = end;
  }
  return { text, starts, ends };
}

function fold(character: string): string {
  if (character < "\x80") return character;
  if (INVISIBLE.test(character)) return "";
  if (character === "。") return ".";
  const plain = character.normalize("NFKC");
  return DIGIT.test(plain) ? plain.replace(/\p{Nd}/gu, digitValue) : plain;
}

/** Unicode keeps the ten digits of a script in a row, zero first. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  if (code < 0x80) return digit;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}
