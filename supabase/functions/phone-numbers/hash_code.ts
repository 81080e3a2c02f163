import type { E164 } from "../_shared/phone/e164.ts";
import { hash } from "../_shared/privacy/hash.ts";
import type { KeyRing } from "../_shared/privacy/key_ring.ts";

/** What is kept of a code: it proves nothing for another user or another number. Of two keys either proves it. */
export function hashCode(
  keys: KeyRing,
  userId: string,
  phone: E164,
  code: string,
): Promise<string> {
  return hash(keys, "verification_code", `${userId}:${phone}:${code}`);
}
