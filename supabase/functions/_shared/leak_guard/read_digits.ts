/** Digits that stand together in a text, written or spoken; `gap` is what lies between them and those before, null after a word. */
export type DigitGroup = {
  digits: string;
  start: number;
  end: number;
  spoken: boolean;
  gap: string | null;
};

const inOrder = (words: string, step = 1) =>
  words.split(" ").map((word, place): [string, string] => [word, String(place * step)]);
const WORDS = new Map([
  ...inOrder(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen " +
      "fifteen sixteen seventeen eighteen nineteen",
  ),
  ...inOrder("cero uno dos tres cuatro cinco seis siete ocho nueve"),
  ...inOrder("oh"),
  ...inOrder("o"),
]);
const TENS = new Map(
  inOrder("zero ten twenty thirty forty fifty sixty seventy eighty ninety", 10).slice(2),
);
const TIMES = new Map([["double", 2], ["triple", 3]]);
/** Words that people write between digits instead of signs. */
const BETWEEN = new Set([
  "dash",
  "hyphen",
  "minus",
  "dot",
  "point",
  "space",
  "plus",
  "then",
  "and",
  "x",
]);

/** Letters that pass for digits beside them. */
const LIKE_DIGITS = /^[oil]{1,4}$/;

const TOKEN = /(\d+)|(\p{L}+)|[^\d\p{L}]+/gu;
const WRITTEN_TOGETHER =
  /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)+$/;
const UNIT = /zero|oh|one|two|three|four|five|six|seven|eight|nine/g;

/** All the groups of digits of a folded text, in order. */
export function readDigits(text: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  const row = { gap: null as string | null, times: 1, afterTens: false };

  const add = (written: string, start: number, end: number, spoken: boolean) => {
    const before = groups.at(-1);
    const digits = written.length === 1 ? written.repeat(row.times) : written;
    if (row.afterTens && spoken && written.length === 1 && /^[ -]?$/.test(row.gap!)) {
      before!.digits = before!.digits.slice(0, -1) + written;
      before!.end = end;
    } else if (spoken && before?.spoken && row.gap !== null && row.gap.length <= 3) {
      before.digits += digits;
      before.end = end;
    } else {
      groups.push({ digits, start, end, spoken: spoken || row.times > 1, gap: row.gap });
    }
    Object.assign(row, { gap: "", times: 1, afterTens: false });
  };

  for (const match of text.matchAll(TOKEN)) {
    const [token, digits, letters] = match;
    const [start, end] = [match.index, match.index + token.length];
    const word = letters?.toLowerCase() ?? "";
    const touchesDigits = groups.at(-1)?.end === start || /^\d/.test(text.slice(end, end + 1));
    const spoken = WORDS.get(word) ?? TENS.get(word) ?? readTogether(word);

    if (digits !== undefined) add(digits, start, end, false);
    else if (letters === undefined) row.gap = row.gap === null ? null : row.gap + token;
    else if (touchesDigits && LIKE_DIGITS.test(word)) add(asDigits(word), start, end, true);
    else if (spoken !== undefined) {
      add(spoken, start, end, true);
      row.afterTens = TENS.has(word);
    } else if (word === "hundred" && groups.at(-1)?.spoken && row.gap !== null) {
      groups.at(-1)!.digits += "00";
      groups.at(-1)!.end = end;
    } else if (TIMES.has(word)) row.times = TIMES.get(word)!;
    else if (row.gap !== null && BETWEEN.has(word)) row.gap += " ";
    else Object.assign(row, { gap: null, times: 1, afterTens: false });
  }
  return groups;
}

function readTogether(word: string): string | undefined {
  if (!WRITTEN_TOGETHER.test(word)) return undefined;
  return word.match(UNIT)!.map((unit) => WORDS.get(unit)).join("");
}

function asDigits(word: string): string {
  return word.replaceAll("o", "0").replaceAll(/[il]/g, "1");
}
