import type { E164 } from "../phone/e164.ts";
import { hash } from "./hash.ts";
import type { KeyRing } from "./key_ring.ts";

/** The `phone_hash` by which the database knows a number; one of the two while there is a previous key. */
export function hashPhone(keys: KeyRing, phone: E164): Promise<string> {
  return hash(keys, "phone", phone);
}
