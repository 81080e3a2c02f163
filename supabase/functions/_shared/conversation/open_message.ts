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
    forwards: Pick<
      Row<"sms_forwards">,
      "id" | "recipient_participant_id" | "part" | "status" | "sent_at" | "delivered_at"
    >[];
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
