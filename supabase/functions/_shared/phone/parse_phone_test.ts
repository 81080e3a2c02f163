import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePhone } from "./parse_phone.ts";

const COUNTRIES = ["US", "AU"];
const number = (text: string, countries = COUNTRIES) => parsePhone(text, countries)?.number ?? null;

Deno.test("parsePhone() reads numbers as people write them", () => {
  const cases: [string, string][] = [
    ["+61401148075", "+61401148075"],
    ["0401148075", "+61401148075"],
    ["4011480751", "+14011480751"],
    ["+1 (401) 148-0751", "+14011480751"],
    [" (415) 555-0101 ", "+14155550101"],
    ["1-415-555-0101", "+14155550101"],
    ["415.555.0101", "+14155550101"],
    ["+1/415/555/0101", "+14155550101"],
    ["0401 148 075", "+61401148075"],
    ["+61 (0) 401 148 075", "+61401148075"],
    ["0011 61 401 148 075", "+61401148075"],
  ];
  for (const [text, expected] of cases) assert.equal(number(text), expected, text);
});

Deno.test("parsePhone() reads the digits of other scripts", () => {
  assert.equal(number("＋１ ４１５ ５５５ ０１０１"), "+14155550101");
  assert.equal(number("٠٤٠١١٤٨٠٧٥"), "+61401148075");
});

Deno.test("parsePhone() takes the first country in which a number is valid, else possible", () => {
  assert.equal(number("0401148075", ["US", "AU"]), "+61401148075");
  assert.equal(number("4011480751", ["US", "AU"]), "+14011480751");
  assert.equal(number("4011480751", ["AU", "US"]), "+614011480751");
  assert.equal(number("4155550101", ["GB", "US"]), "+14155550101");
});

Deno.test("parsePhone() needs no country for a number that says its own", () => {
  assert.equal(number("+61401148075", []), "+61401148075");
  assert.equal(number("+61401148075", ["US"]), "+61401148075");
  assert.equal(number("0401148075", []), null);
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

Deno.test("parsePhone() names the main country of a plan for a number that is only possible", () => {
  assert.deepEqual(parsePhone("4011480751", COUNTRIES), {
    number: "+14011480751",
    country: "US",
    areaCode: "401",
  });
  assert.equal(parsePhone("+883510001234567", [])?.country, "ZZ");
});

Deno.test("parsePhone() takes no extension, which nobody could text", () => {
  for (const extension of [" ext 5", " ext. 5", "x5", " x 5", "#5", ";ext=5"]) {
    assert.equal(number(`+1 415 555 0101${extension}`), null, extension);
    assert.equal(number(`(415) 555-0101${extension}`), null, extension);
  }
});

Deno.test("parsePhone() takes no emergency number", () => {
  for (const text of ["911", "000", "112", "999", "+1911", "+61000"]) {
    assert.equal(number(text), null, text);
  }
});

Deno.test("parsePhone() refuses what is no number", () => {
  const texts = [
    "",
    " ",
    "+",
    "+1",
    "abc",
    "call +14155550101",
    "tel:+14155550101",
    "++14155550101",
    "+14155550101+14155550102",
    "+14155550101, +14155550102",
    "+0401148075",
    "1 800 FLOWERS",
    "+1 555 0101",
    "415\u00005550101",
  ];
  for (const text of texts) assert.equal(number(text), null, text);
});

Deno.test("parsePhone() refuses what is too long", () => {
  assert.equal(number("+999999999999"), null);
  assert.equal(number("+141555501011"), null);
  assert.equal(number("+8835100012345678901"), null);
  assert.equal(number("1".repeat(70)), null);
  assert.equal(number(`+14155550101${" ".repeat(60)}`), null);
});

Deno.test("parsePhone() throws on no text, and gives E.164 or nothing", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.string({ unit: fc.constantFrom(..."+0123456789 ()-./#*x;=,~９"), maxLength: 40 }),
  );
  fc.assert(fc.property(texts, (text) => {
    const parsed = parsePhone(text, COUNTRIES);
    if (parsed === null) return;
    assert.match(parsed.number, /^\+[1-9]\d{6,14}$/);
    assert.match(parsed.country, /^[A-Z]{2}$/);
    assert.equal(parsed.areaCode !== null, parsed.number.startsWith("+1"));
  }));
});

Deno.test("parsePhone() reads its own result again as the same number", () => {
  fc.assert(fc.property(fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }), (national) => {
    const first = parsePhone(String(national), COUNTRIES);
    fc.pre(first !== null);
    assert.deepEqual(parsePhone(first.number, []), first);
  }));
});
