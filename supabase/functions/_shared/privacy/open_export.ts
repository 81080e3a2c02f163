import { openMessages, type StoredMessage } from "../conversation/open_message.ts";
import type { Deps } from "../deps.ts";
import type { Log } from "../log.ts";
import type { MediaItem } from "../media/media_item.ts";
import type { MediaStore } from "../media/media_store.ts";
import { signMedia } from "../media/sign_media.ts";
import { recordingLink } from "../voice/recording_link.ts";
import { decrypt } from "./decrypt.ts";
import type { KeyRing } from "./key_ring.ts";

type LinkDeps = Pick<Deps, "keys" | "publicFunctionsUrl">;
type Recording = { leg_id: string; kind: string; seconds: number | null; expires_at: string };
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
  calls: { recording: Recording | null }[];
};

/** The same in the clear, for the person. */
export async function openExport(
  deps: LinkDeps & { media: Pick<MediaStore, "sign">; log: Log },
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
    calls: await Promise.all(stored.calls.map(async ({ recording, ...rest }) => ({
      ...rest,
      recording: recording && await openRecording(deps, recording),
    }))),
  };
}

async function openRecording(deps: LinkDeps, { leg_id, ...rest }: Recording) {
  return { url: await recordingLink(deps, leg_id), ...rest };
}

function openPhones(keys: KeyRing, rows: WithPhone[]) {
  return Promise.all(rows.map(async ({ phone_encrypted, ...rest }) => ({
    ...rest,
    phone: phone_encrypted === null ? null : await decrypt(keys, "phone", phone_encrypted),
  })));
}
