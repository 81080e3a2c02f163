import assert from "node:assert/strict";
import { phoneScreens } from "./phone_screens.ts";

Deno.test("phoneScreens() shows who a text is from or to, and never a phone's own number", () => {
  const [ana, ben, proxy] = ["+14155550101", "+14155550102", "+14155550110"];
  const shown = phoneScreens([
    { owner: "Ana", number: ana, texts: [{ from: ana, to: proxy, body: "Hello Ben" }] },
    { owner: "Ben", number: ben, texts: [] },
  ]);
  assert.match(shown, /Ana's phone/);
  assert.match(shown, /to \+14155550110 .*\(no texts\)/);
  assert(!shown.includes(ana) && !shown.includes(ben));
});

Deno.test("phoneScreens() keeps every line as wide as the screen", () => {
  const body = `A text that is longer than one line of the screen, with ${"w".repeat(90)} in it`;
  const shown = phoneScreens([{
    owner: "Ana",
    number: "a",
    texts: [{ from: "b", to: "a", body }],
  }]);
  assert.equal(new Set(shown.split("\n").map((line) => line.length)).size, 1);
  assert.equal(shown.match(/w/g)?.length, 91);
});
