import assert from "node:assert/strict";
import metadata from "libphonenumber-js/max/metadata";
import { SERVICE_NUMBERS } from "./service_numbers.ts";

/** A country of the metadata, as far as it is used: calling code, possible lengths, and of each type its pattern and lengths. */
type Country = { 0: string; 3: number[]; 11?: ([pattern: string, lengths?: number[]] | 0)[] };

const PREMIUM_RATE = 3;
/** Fixed line, mobile, personal number, VoIP. */
const TYPES_OF_PEOPLE = [0, 1, 4, 8];

/** `\d{5,8}` for 5, 6, 7 and 8. */
function lengthPatterns(lengths: number[]): string[] {
  const runs: number[][] = [];
  for (const length of lengths.toSorted((a, b) => a - b)) {
    if (runs.at(-1)?.at(-1) === length - 1) runs.at(-1)!.push(length);
    else runs.push([length]);
  }
  return runs.map((run) => `\\d{${run.length === 1 ? run[0] : `${run[0]},${run.at(-1)}`}}`);
}

function servicePattern(countries: Country[]): string {
  const type = (country: Country, index: number) => country[11]?.[index] || [];
  const premium = countries.flatMap((country) => type(country, PREMIUM_RATE)[0] ?? []);
  const ofPeople = new Set(
    countries.flatMap((country) =>
      TYPES_OF_PEOPLE.flatMap((index) => {
        const [pattern, lengths] = type(country, index);
        return pattern ? lengths ?? country[3] : [];
      })
    ),
  );
  const others = countries.flatMap((country) => country[3]).filter((n) => !ofPeople.has(n));
  const lengths = ofPeople.size === 0 ? [] : lengthPatterns([...new Set(others)]);
  return [...new Set(premium), ...lengths].join("|");
}

Deno.test("SERVICE_NUMBERS is what the metadata of libphonenumber says", () => {
  const plans = Map.groupBy(
    [
      ...Object.values(metadata.countries),
      ...Object.values(metadata.nonGeographic),
    ] as unknown as Country[],
    (country) => country[0],
  );
  const expected = [...plans].flatMap(([code, countries]) => {
    const pattern = servicePattern(countries);
    return pattern === "" ? [] : [[code, `^(?:${pattern})$`]];
  });
  assert.ok(expected.length > 100);
  assert.deepEqual(
    Object.fromEntries(Object.entries(SERVICE_NUMBERS).map(([code, { source }]) => [code, source])),
    Object.fromEntries(expected),
  );
});
