/** Whether Plivo sent this nonce and signature to the URL. */
export type SignedUrl = { url: string; nonce: string; signature: string };

/**
 * Checks `X-Plivo-Signature-V2`: base64 of HMAC-SHA256, under the auth token, of the URL without its query, followed by the nonce
 * (docs.plivo.com/docs/messaging/concepts/signature-validation; plivo/plivo-node, lib/utils/security.js). Plivo signs V3, which covers
 * query and body, for calls alone; V2 covers neither.
 */
export async function verifySignature(
  authToken: string,
  { url, nonce, signature }: SignedUrl,
): Promise<boolean> {
  const bytes = fromBase64(signature);
  if (!bytes) return false;
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(authToken),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  const [base = ""] = url.split("?", 1);
  // In constant time (W3C Web Cryptography, HMAC verify).
  return await crypto.subtle.verify("HMAC", key, bytes, encoder.encode(base + nonce));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
