import assert from "node:assert/strict";
import { type Language, LANGUAGES } from "./language.ts";
import { linesOf } from "./lines_of.ts";

/** English words that no other language of ours has. */
const ENGLISH = /\b(?:the|this|your?|not|has|have|please|cannot|call|been|again|delivered)\b/i;

/** For tests: every language has every line, in words of its own. `args` are those of the lines that are made. */
export function expectTranslated(
  textsIn: (language: Language) => Record<string, unknown>,
  args: Record<string, unknown[]>,
): void {
  const english = linesOf(textsIn("en-US"), args);
  for (const language of LANGUAGES) {
    const lines = linesOf(textsIn(language), args);
    assert.deepEqual(Object.keys(lines).sort(), Object.keys(english).sort(), language);
    for (const [name, line] of Object.entries(lines)) {
      const where = `${language} ${name}`;
      assert.match(line, /^[\p{L}(].*[.)\w]$/u, where);
      assert.doesNotMatch(line, /\s{2}|undefined|null/, where);
      if (language.startsWith("en-")) continue;
      assert.doesNotMatch(line, ENGLISH, where);
      assert.notEqual(line, english[name], where);
    }
  }
}
