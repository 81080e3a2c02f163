import type { E164 } from "../phone/e164.ts";
import { encrypt } from "./encrypt.ts";
import { hashPhone } from "./hash_phone.ts";
import type { KeyRing } from "./key_ring.ts";

/** A number as the database keeps it. */
export type ProtectedPhone = { phone_hash: string; phone_encrypted: string };

/** The hash by which a number is known, and the ciphertext from which it is had back. */
export async function protectPhone(keys: KeyRing, phone: E164): Promise<ProtectedPhone> {
  const [phone_hash, phone_encrypted] = await Promise.all([
    hashPhone(keys, phone),
    encrypt(keys, "phone", phone),
  ]);
  return { phone_hash, phone_encrypted };
}
