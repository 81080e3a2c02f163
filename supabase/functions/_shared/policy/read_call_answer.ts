import * as z from "zod";
import { parseJson } from "../http/read_json.ts";
import { reason } from "./reason.ts";

/** What the policy hook may say of a call. */
export type CallAnswer = { action: "allow" } | { action: "refuse"; reason: string | null };

const schema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("allow") }),
  z.object({ action: z.literal("refuse"), reason }),
  // A call cannot wait as a text does: who would hold it does not want it connected.
  z.object({ action: z.literal("hold"), reason }).transform(({ reason }) => ({
    action: "refuse" as const,
    reason,
  })),
]);

/** Reads an answer: null for anything but `allow`, `refuse` and `hold`, which refuses. */
export function readCallAnswer(text: string): CallAnswer | null {
  try {
    return schema.parse(parseJson(text));
  } catch {
    return null;
  }
}
