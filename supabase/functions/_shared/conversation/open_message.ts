import type { Log } from "../log.ts";
import type { MediaItem } from "../media/media_item.ts";
import type { MediaStore } from "../media/media_store.ts";
import { type SignedMedia, signMedia } from "../media/sign_media.ts";
import type { Row } from "../db/rows.ts";
import type { KeyRing } from "../privacy/key_ring.ts";
import { decrypt } from "../privacy/decrypt.ts";

/** A message as `masking.message_view` shows it: with its body encrypted, null once it has been redacted. */
export type StoredMessage =
  & Pick<
    Row<"sms_messages">,
    | "id"
    | "conversation_id"
    | "direction"
    | "sender_participant_id"
    | "only_to_participant_id"
    | "body_encrypted"
    | "outcome"
    | "created_at"
  >
  & {
    media: MediaItem[];
    forwards: Pick<
      Row<"sms_forwards">,
      "id" | "recipient_participant_id" | "part" | "status" | "sent_at" | "delivered_at"
    >[];
  };

/** The same with its body in the clear and links to its media, for those who may see it; both are null once they have been dropped. */
export type Message = Omit<StoredMessage, "body_encrypted" | "media"> & {
  body: string | null;
  media: (SignedMedia | null)[] | null;
};

/** Decrypts bodies and signs media for somebody who may see them. */
export async function openMessages(
  deps: { keys: () => Promise<KeyRing>; media: Pick<MediaStore, "sign">; log: Log },
  messages: StoredMessage[],
): Promise<Message[]> {
  const keys = await deps.keys();
  const shown = messages.filter(({ body_encrypted }) => body_encrypted !== null);
  const media = await signMedia(deps, shown);
  return await Promise.all(messages.map(async ({ body_encrypted, ...rest }) => ({
    ...rest,
    body: body_encrypted === null ? null : await decrypt(keys, "body", body_encrypted),
    media: media.get(rest.id) ?? null,
  })));
}
