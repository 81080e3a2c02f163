import { encodeBase64Url } from "./base64url.ts";
import type { KeyRing, Keys } from "./key_ring.ts";

/** What a hash stands for; the same text has another hash for another purpose. */
export type HashPurpose =
  | "phone"
  | "idempotency_key"
  | "request"
  | "verification_code"
  | "audit_subject"
  | "media_link"
  | "pin"
  | "voicemail"
  | "stranger";

/**
 * HMAC-SHA256, `<key id>.<base64url>`: without the key nobody can try all phone numbers against it. With a previous key it is
 * `<current>|<previous>`, of which the database may know either: `masking.known_phone_hash` says which.
 */
export async function hash(keys: KeyRing, purpose: HashPurpose, text: string): Promise<string> {
  const input = new TextEncoder().encode(`${purpose}:${text}`);
  const hashes = [keys.current, ...(keys.previous ? [keys.previous] : [])]
    .map((key) => hashUnder(key, input));
  return (await Promise.all(hashes)).join("|");
}

async function hashUnder(key: Keys, input: Uint8Array<ArrayBuffer>): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", key.hashing, input);
  return `${key.id}.${encodeBase64Url(new Uint8Array(mac))}`;
}
