import { decodeBase64Url } from "./base64url.ts";
import type { EncryptionPurpose } from "./encrypt.ts";
import type { KeyRing } from "./key_ring.ts";

/** Reads what `encrypt` wrote under the current or the previous key; throws when it is another key's, another purpose's or changed. */
export async function decrypt(
  keys: KeyRing,
  purpose: EncryptionPurpose,
  ciphertext: string,
): Promise<string> {
  const [version, keyId, iv, data] = ciphertext.split(".");
  if (version !== "v1" || !iv || !data) {
    throw new Error("Decrypt: the value is not a v1 ciphertext");
  }
  const key = [keys.current, keys.previous].find((key) => key?.id === keyId);
  if (!key) throw new Error(`Decrypt: no key has the id ${keyId}`);
  const text = await crypto.subtle.decrypt(
    {
      name: "AES-GCM",
      iv: decodeBase64Url(iv),
      additionalData: new TextEncoder().encode(purpose),
    },
    key.encryption,
    decodeBase64Url(data),
  );
  // A byte order mark is part of the text.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(text);
}
