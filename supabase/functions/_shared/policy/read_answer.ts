import * as z from "zod";
import { parseJson } from "../http/read_json.ts";

/** What the policy hook may say of a text. */
export type Answer =
  | { action: "allow" }
  | { action: "change"; body: string }
  | { action: "hold"; reason: string | null };

/** Of letters alone: it can hold no number, and hardly anything personal. */
const codeWord = z.string().max(64).regex(/^[a-z]+(?:_[a-z]+)*$/);

const schema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("allow") }),
  z.object({ action: z.literal("change"), body: z.string() }),
  // What holds a text for a reason that cannot be kept still holds it.
  z.object({ action: z.literal("hold"), reason: codeWord.nullable().default(null).catch("other") }),
]);

/** Reads an answer: null for anything but the three. A reason that is no code word becomes `other`. */
export function readAnswer(text: string): Answer | null {
  try {
    return schema.parse(parseJson(text));
  } catch {
    return null;
  }
}
