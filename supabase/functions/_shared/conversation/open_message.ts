import type { KeyRing } from "../privacy/key_ring.ts";
import { decrypt } from "../privacy/decrypt.ts";

/** A message as `masking.message_view` shows it: with its body encrypted, null once it has been redacted. */
export type StoredMessage = {
  id: string;
  conversation_id: string;
  direction: "inbound" | "outbound";
  sender_participant_id: string | null;
  body_encrypted: string | null;
  outcome: string;
  created_at: string;
  forwards: {
    id: string;
    recipient_participant_id: string;
    status: string;
    sent_at: string | null;
    delivered_at: string | null;
  }[];
};

/** The same with its body in the clear, for those who may see it. */
export type Message = Omit<StoredMessage, "body_encrypted"> & { body: string | null };

/** Decrypts the body for somebody who may see it. */
export async function openMessage(keys: KeyRing, stored: StoredMessage): Promise<Message> {
  const { body_encrypted, ...rest } = stored;
  return {
    ...rest,
    body: body_encrypted === null ? null : await decrypt(keys, "body", body_encrypted),
  };
}
