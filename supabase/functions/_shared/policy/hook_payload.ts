import { longestText } from "../delivery/fit_text.ts";
import type { Ask } from "./ask.ts";

/** What the policy hook is told of a text, as JSON: the words in the clear, ids, labels and the conversation's own data; no number. `taken` as in `fitText`. */
export function hookPayload(ask: Ask, body: string, taken: number): string {
  return JSON.stringify({
    type: "message.policy",
    timestamp: ask.created_at,
    data: {
      message_id: ask.message_id,
      conversation: ask.conversation,
      direction: ask.direction,
      sender: ask.sender,
      recipients: ask.recipients,
      body,
      // What they are is found out only when they are fetched, after the decision.
      media_count: ask.media_count,
      max_length: longestText(ask.prefix, ask.parts, taken),
    },
  });
}
