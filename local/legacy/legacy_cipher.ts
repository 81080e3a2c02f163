import { scryptSync } from "node:crypto";

const VALUE = /^([0-9a-f]{32}):((?:[0-9a-f]{32})+)$/i;
const NUMBER = /^\+?[\d\s().-]{5,24}$/;

/** Reads a number that was stored plainly or as `iv:ciphertext`, AES-256-CBC in hex; throws when no key opens it. */
export type OpenLegacyNumber = (stored: string) => Promise<string>;

/**
 * The seed systems say that the key comes from a secret of 32 characters or more, not how: each customary way is tried, and the one
 * that yields a number is right.
 */
export async function legacyCipher(secret: string | undefined): Promise<OpenLegacyNumber> {
  const keys = secret === undefined ? [] : await customaryKeys(secret);
  return async (stored) => {
    const [, iv, data] = VALUE.exec(stored) ?? [];
    if (iv === undefined) return stored;
    if (keys.length === 0) throw new Error("LEGACY_PHONE_ENCRYPTION_KEY is not set");
    for (const key of keys) {
      const text = await crypto.subtle.decrypt(
        { name: "AES-CBC", iv: Uint8Array.fromHex(iv) },
        key,
        Uint8Array.fromHex(data!),
      ).then((bytes) => new TextDecoder().decode(bytes), () => "");
      if (NUMBER.test(text)) return text;
    }
    throw new Error("LEGACY_PHONE_ENCRYPTION_KEY does not open it");
  };
}

async function customaryKeys(secret: string): Promise<CryptoKey[]> {
  const bytes = new TextEncoder().encode(secret);
  const raw: Uint8Array<ArrayBuffer>[] = [
    new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)),
    bytes.slice(0, 32),
    new Uint8Array(scryptSync(secret, "salt", 32)),
    ...(/^[0-9a-f]{64}$/i.test(secret) ? [Uint8Array.fromHex(secret)] : []),
  ];
  return await Promise.all(
    raw.filter(({ length }) => length === 32)
      .map((key) => crypto.subtle.importKey("raw", key, "AES-CBC", false, ["decrypt"])),
  );
}
