/** What a carrier takes as one text (Twilio error 21617). */
export const LONGEST_TEXT = 1_600;

/** As far back a part may end after a space rather than within a word. */
const LONGEST_WORD = 80;

/**
 * The parts in which a text goes out, each behind the prefix: as many as were planned, about equally long, none longer than the carrier
 * takes, and cut between characters as people see them. Always the same for the same text; joined they are the text.
 */
export function splitText(text: string, prefix: string, count: number): string[] {
  if (count === 1) return [prefix + text];
  const room = LONGEST_TEXT - prefix.length;
  const ends = characterEnds(text);
  const parts: string[] = [];
  let start = 0;
  for (let left = count; left > 1; left--) {
    const rest = text.length - start;
    // Not so early that what follows would not fit.
    const earliest = start + Math.max(rest - (left - 1) * room, 0);
    const middle = start + Math.ceil(rest / left);
    const end = cut(text, ends, earliest, middle);
    parts.push(prefix + text.slice(start, end));
    start = end;
  }
  return [...parts, prefix + text.slice(start)];
}

function cut(text: string, ends: number[], earliest: number, middle: number): number {
  const possible = ends.filter((end) => end > earliest && end <= middle);
  const afterSpace = possible.findLast((end) =>
    end > middle - LONGEST_WORD && text[end - 1] === " "
  );
  // A character of a thousand marks fits into no part: it is cut between two code points.
  const fallback = text.codePointAt(middle - 1)! > 0xffff ? middle - 1 : middle;
  return afterSpace ?? possible.at(-1) ?? fallback;
}

/** Where each character as people see it ends: an emoji of several code points, or a letter with its marks, is one. */
function characterEnds(text: string): number[] {
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  return [...segments].map(({ index, segment }) => index + segment.length);
}
