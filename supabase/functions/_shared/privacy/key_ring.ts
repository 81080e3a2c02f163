import { encodeBase64Url } from "./base64url.ts";

/** The keys of one `PHONE_ENCRYPTION_KEY`: one to encrypt, one to hash, and an id that gives neither away. */
export type Keys = { id: string; encryption: CryptoKey; hashing: CryptoKey };

/** The keys in use, and those that are still read during a rotation. */
export type KeyRing = { current: Keys; previous?: Keys };

/** Derives the keys of both secrets by HKDF-SHA256 (RFC 5869). Secrets hold 32 characters at least: `env.ts` sees to it. */
export async function createKeyRing(
  secrets: { current: string; previous?: string | undefined },
): Promise<KeyRing> {
  return {
    current: await deriveKeys(secrets.current),
    ...(secrets.previous ? { previous: await deriveKeys(secrets.previous) } : {}),
  };
}

async function deriveKeys(secret: string): Promise<Keys> {
  const material = await crypto.subtle.importKey("raw", utf8(secret), "HKDF", false, [
    "deriveKey",
    "deriveBits",
  ]);
  const purpose = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: utf8("maskline.v1"),
    info: utf8(info),
  });
  const [encryption, hashing, id] = await Promise.all([
    crypto.subtle.deriveKey(
      purpose("encryption"),
      material,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    ),
    crypto.subtle.deriveKey(
      purpose("hashing"),
      material,
      { name: "HMAC", hash: "SHA-256", length: 256 },
      false,
      ["sign"],
    ),
    crypto.subtle.deriveBits(purpose("id"), material, 48),
  ]);
  return { id: encodeBase64Url(new Uint8Array(id)), encryption, hashing };
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
