/**
 * A file of a message as `sms_messages.media` has it: where the carrier keeps it, until all files of the message have been fetched; then
 * what is stored under `mediaPath`, or why nothing is, and the language in
 * which that is said.
 */
export type MediaItem = { url_encrypted: string } | SettledItem;
export type SettledItem = StoredItem | { refused: string; language?: string };
export type StoredItem = { content_type: string; size: number };

/** Where a file is stored: whoever stores it again stores it in the same place. */
export function mediaPath(messageId: string, index: number): string {
  return `${messageId}/${index}`;
}

/** Whether a file is in the store. */
export function isStored(item: MediaItem): item is StoredItem {
  return "size" in item;
}
