import { encodeBase64Url } from "./base64url.ts";
import type { KeyRing } from "./key_ring.ts";

/** What a hash stands for; the same text has another hash for another purpose. */
export type HashPurpose = "phone" | "idempotency_key" | "request" | "audit_subject";

/** HMAC-SHA256 under the current key, base64url: without the key nobody can try all phone numbers against it. */
export async function hash(keys: KeyRing, purpose: HashPurpose, text: string): Promise<string> {
  const input = new TextEncoder().encode(`${purpose}:${text}`);
  return encodeBase64Url(
    new Uint8Array(await crypto.subtle.sign("HMAC", keys.current.hashing, input)),
  );
}
