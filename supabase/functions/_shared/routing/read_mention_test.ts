import assert from "node:assert/strict";
import { labelKey } from "../conversation/label_key.ts";
import { readMention } from "./read_mention.ts";

/** Whether a text names a label, as SQL finds out. */
async function names(text: string, label: string): Promise<boolean> {
  const mention = await readMention(text);
  if (!mention) return false;
  const bytes = new TextEncoder().encode(mention.salt + labelKey(label));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return mention.digests.includes(hash.toHex?.() ?? hex(hash));
}
const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

Deno.test("readMention() finds whom a text names at its beginning", async () => {
  for (
    const [text, label] of [
      ["@driver hello", "Driver"],
      ["  @DRIVER: hello", "Driver"],
      ["@driver", "Driver"],
      ["@driver's late", "Driver"],
      ["@driver—hi", "Driver"],
      ["@Guest 2, hello", "Guest 2"],
      ["@guest2 hello", "Guest 2"],
      ["@mary ann hello", "Mary-Ann"],
      ["@e\u0301milie hi", "Émilie"],
      ["@🚗 hi", "🚗"],
      [`@${"x".repeat(32)} hi`, "x".repeat(32)],
    ] as const
  ) {
    assert.ok(await names(text, label), text);
  }
});

Deno.test("readMention() finds nobody elsewhere, and no half of a word", async () => {
  for (
    const [text, label] of [
      ["hello @driver", "Driver"],
      ["@drivers hello", "Driver"],
      ["@guest 20 hello", "Guest 2"],
      ["driver hello", "Driver"],
      ["@", "Driver"],
      ["@ ", "Driver"],
    ] as const
  ) {
    assert.ok(!await names(text, label), text);
  }
});

Deno.test("readMention() shows no word, and nothing by which two texts are alike", async () => {
  const [first, second] = [await readMention("@driver hello"), await readMention("@driver hello")];
  assert.ok(!JSON.stringify(first).includes("driver"));
  assert.notEqual(first!.digests[0], second!.digests[0]);
});
