import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePhone } from "./parse_phone.ts";

const COUNTRIES = ["US", "AU"];
const number = (text: string, countries = COUNTRIES) => parsePhone(text, countries)?.number ?? null;

Deno.test("parsePhone() reads numbers as people write them", () => {
  const cases: [string, string][] = [
    // These four are the examples that the project started with.
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
  assert.equal(number("+١ (٤١٥) ٥٥٥-٠١٠١"), "+14155550101");
  assert.equal(number("+۱ ۴۱۵ ۵۵۵ ۰۱۰۱"), "+14155550101");
});

Deno.test("parsePhone() takes the first country in which a number is valid, else possible", () => {
  assert.equal(number("0401148075", ["US", "AU"]), "+61401148075");
  assert.equal(number("4011480751", ["US", "AU"]), "+14011480751");
  assert.equal(number("4011480751", ["AU", "US"]), "+14011480751");
  assert.equal(number("4011480751", ["GB", "US"]), "+444011480751");
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

Deno.test("parsePhone() takes no emergency and no short number", () => {
  const texts = ["911", "000", "112", "999", "+1911", "+61000", "+61112", "+44999", "+49110"];
  const short = [
    "131450",
    "+61131450",
    "191234",
    "+6119312345",
    "88222",
    "+1 310 5555",
    "+4788222",
  ];
  for (const text of [...texts, ...short]) assert.equal(number(text), null, text);
});

Deno.test("parsePhone() takes no number at a premium rate", () => {
  const texts = ["+1 900 555 0101", "(900) 555-0101", "1900 654 321", "+61 1900 654 321"];
  const elsewhere = [
    "+44 909 879 0001",
    "+49 900 1 234567",
    "+33 899 12 34 56",
    "+979 1 2345 6789",
  ];
  for (const text of [...texts, ...elsewhere]) assert.equal(number(text), null, text);
});

Deno.test("parsePhone() takes the numbers of people and of toll-free lines", () => {
  for (const text of ["+18005550101", "+447400123456", "+4915123456789", "+33612345678"]) {
    assert.equal(number(text), text);
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
