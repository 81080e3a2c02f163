import { encodeBase64Url } from "./base64url.ts";
import type { KeyRing } from "./key_ring.ts";

/** What a ciphertext holds; it is bound to it, so that one cannot be passed off as the other. */
export type EncryptionPurpose = "phone" | "body" | "media";

/** AES-256-GCM under the current key: `v1.<key id>.<iv>.<ciphertext and tag>`, base64url. */
export async function encrypt(
  keys: KeyRing,
  purpose: EncryptionPurpose,
  text: string,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const encoder = new TextEncoder();
  const ciphertext = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: encoder.encode(purpose) },
    keys.current.encryption,
    encoder.encode(text),
  );
  return [
    "v1",
    keys.current.id,
    encodeBase64Url(iv),
    encodeBase64Url(new Uint8Array(ciphertext)),
  ].join(".");
}
