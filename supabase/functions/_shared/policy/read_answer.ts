import * as z from "zod";
import { parseJson } from "../http/read_json.ts";
import { reason } from "./reason.ts";

/** What the policy hook may say of a text. */
export type Answer =
  | { action: "allow" }
  | { action: "change"; body: string }
  | { action: "hold"; reason: string | null };

const schema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("allow") }),
  z.object({ action: z.literal("change"), body: z.string() }),
  z.object({ action: z.literal("hold"), reason }),
]);

/** Reads an answer: null for anything but the three. A reason that is no code word becomes `other`. */
export function readAnswer(text: string): Answer | null {
  try {
    return schema.parse(parseJson(text));
  } catch {
    return null;
  }
}
