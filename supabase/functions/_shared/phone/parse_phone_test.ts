import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePhone } from "./parse_phone.ts";

const COUNTRIES = ["US", "AU"];
const number = (text: string) => parsePhone(text, COUNTRIES)?.number ?? null;

Deno.test("parsePhone() reads numbers as people write them", () => {
  const cases: [string, string][] = [
    ["+61401148075", "+61401148075"],
    ["0401148075", "+61401148075"],
    ["4011480751", "+14011480751"],
    ["+1 (401) 148-0751", "+14011480751"],
    [" (415) 555-0101 ", "+14155550101"],
    ["＋１ ４１５ ５５５ ０１０１", "+14155550101"],
  ];
  for (const [text, expected] of cases) assert.equal(number(text), expected, text);
});

Deno.test("parsePhone() knows country and area code", () => {
  assert.deepEqual(parsePhone("+14155550101", []), {
    number: "+14155550101",
    country: "US",
    areaCode: "415",
  });
  assert.deepEqual(parsePhone("+14165550101", []), {
    number: "+14165550101",
    country: "CA",
    areaCode: "416",
  });
  assert.deepEqual(parsePhone("+61491570156", []), {
    number: "+61491570156",
    country: "AU",
    areaCode: null,
  });
});

Deno.test("parsePhone() refuses what is no number to text", () => {
  for (
    const text of [
      "",
      " ",
      "911",
      "000",
      "+1",
      "abc",
      "+1 415 555 0101 ext 5",
      "call +14155550101",
      "tel:+14155550101",
      "+999999999999",
      "1".repeat(70),
    ]
  ) {
    assert.equal(number(text), null, text);
  }
});

Deno.test("parsePhone() throws on no text, and gives E.164 or nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
    const parsed = number(text);
    assert.ok(parsed === null || /^\+[1-9]\d{6,14}$/.test(parsed));
  }));
});
