import { labelKey } from "../conversation/label_key.ts";
import { LONGEST_PREFIX } from "../carrier/measure_text.ts";

/** What may be a label after an "@", for `masking.mentioned_seat`: SHA-256 of the salt and each, so that Postgres sees no word of it. */
export type Mention = { salt: string; digests: string[] };

const PART_OF_A_WORD = /[\p{L}\p{M}\p{N}]/u;

/** Whom a text may name at its beginning, as in "@guest 2 hello": the label ends at the end of any of its words. Null: nobody. */
export async function readMention(text: string): Promise<Mention | null> {
  const words = text.trimStart().normalize("NFC");
  if (!words.startsWith("@")) return null;
  const characters = [...words.slice(1, 1 + 2 * LONGEST_PREFIX)];
  const keys = new Set<string>();
  for (let length = 1; length <= characters.length; length++) {
    const next = characters[length];
    if (next !== undefined && PART_OF_A_WORD.test(next)) continue;
    const key = labelKey(characters.slice(0, length).join("").replace(/\s+/g, " "));
    if (key !== "") keys.add(key);
  }
  if (keys.size === 0) return null;
  const salt = crypto.randomUUID();
  return { salt, digests: await Promise.all([...keys].map((key) => digest(salt + key))) };
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
