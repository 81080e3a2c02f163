import * as z from "zod";
import { label } from "../conversation/label.ts";
import type { ConversationSettings } from "../conversation/new_conversation.ts";
import { conversationInput, participantInput } from "../conversation/schema.ts";
import { parseJson } from "../http/read_json.ts";

export type Channel = "message" | "call";

/** With whom a stranger is connected, and how. */
export type Connection = {
  participant: z.output<typeof participantInput>;
  label: string | undefined;
  settings: ConversationSettings;
};

/** What the app may say of a stranger. */
export type StrangerAnswer =
  | { action: "ignore" }
  | { action: "answer" }
  | { action: "say"; text: string }
  | { action: "connect"; connection: Connection };

const LONGEST_WORDS = 320;

const schema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("ignore") }),
  z.object({ action: z.literal("answer") }),
  z.object({ action: z.literal("say"), text: z.string().trim().min(1).max(LONGEST_WORDS) }),
  z.looseObject({
    action: z.literal("connect"),
    participant: participantInput,
    label: label.optional(),
    participants: z.undefined().optional(),
  }),
]);

/**
 * Reads an answer: null for anything but the four. What `connect` says of the conversation is read as `POST /masking/conversations` does;
 * one that begins later, or not by what asks, connects nobody now. Without a `mode` it is for what the stranger did.
 */
export function readStrangerAnswer(text: string, channel: Channel): StrangerAnswer | null {
  try {
    const answer = schema.parse(parseJson(text));
    if (answer.action !== "connect") return answer;
    const { action, participant, label, participants: _, ...rest } = answer;
    const { participants: __, ...settings } = conversationInput.parse({
      mode: channel === "call" ? "voice" : "message",
      ...rest,
      // The stranger's number is not part of the answer: any stands for it here.
      participants: [participant, { phone: "stranger", label }],
    });
    const isForIt = settings.starts_at === null &&
      settings.mode !== (channel === "call" ? "message" : "voice");
    return isForIt ? { action, connection: { participant, label, settings } } : null;
  } catch {
    return null;
  }
}
