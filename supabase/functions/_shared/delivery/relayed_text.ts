import { MEDIA_NOT_DELIVERED_TEXT } from "../routing/automatic_texts.ts";

/** What is relayed of a text: all of it, and a word about media that cannot be. */
export function relayedText(text: string, mediaCount: number): string {
  if (mediaCount === 0) return text;
  return [text, MEDIA_NOT_DELIVERED_TEXT].filter((part) => part !== "").join("\n");
}
