import { openMessages, type StoredMessage } from "../conversation/open_message.ts";
import type { Log } from "../log.ts";
import type { MediaItem } from "../media/media_item.ts";
import type { MediaStore } from "../media/media_store.ts";
import { signMedia } from "../media/sign_media.ts";
import { decrypt } from "./decrypt.ts";
import type { KeyRing } from "./key_ring.ts";

type WithPhone = { phone_encrypted: string | null };
type WithBody = { id: string; body_encrypted: string | null; media: MediaItem[] };

/** What `masking.export_person` answers: numbers and texts are encrypted. */
export type StoredExport = {
  subject: string;
  phone_numbers: WithPhone[];
  conversations: { seats: WithPhone[] }[];
  sent: StoredMessage[];
  received: WithBody[];
  asked_about: { body_encrypted: string }[];
};

/** The same in the clear, for the person. */
export async function openExport(
  deps: { keys: () => Promise<KeyRing>; media: Pick<MediaStore, "sign">; log: Log },
  stored: StoredExport,
) {
  const keys = await deps.keys();
  const media = await signMedia(deps, stored.received);
  return {
    ...stored,
    phone_numbers: await openPhones(keys, stored.phone_numbers),
    conversations: await Promise.all(stored.conversations.map(async (conversation) => ({
      ...conversation,
      seats: await openPhones(keys, conversation.seats),
    }))),
    sent: await openMessages(deps, stored.sent),
    received: await Promise.all(stored.received.map(async ({ body_encrypted, ...rest }) => ({
      ...rest,
      body: body_encrypted === null ? null : await decrypt(keys, "body", body_encrypted),
      media: media.get(rest.id) ?? null,
    }))),
    asked_about: await Promise.all(stored.asked_about.map(async ({ body_encrypted, ...rest }) => ({
      ...rest,
      body: await decrypt(keys, "body", body_encrypted),
    }))),
  };
}

function openPhones(keys: KeyRing, rows: WithPhone[]) {
  return Promise.all(rows.map(async ({ phone_encrypted, ...rest }) => ({
    ...rest,
    phone: phone_encrypted === null ? null : await decrypt(keys, "phone", phone_encrypted),
  })));
}
