import { type Fragment, fragment } from "../db/in_one_trip.ts";
import type { ProtectedPhone } from "../privacy/protect_phone.ts";

/** The last arguments of `masking.record_send` and `masking.record_status`: who has opted out, nothing where nobody has. */
export function optedOutArguments(person: ProtectedPhone | null): Fragment {
  if (person === null) return fragment``;
  const { phone_hash, phone_encrypted } = person;
  return fragment`,
      opted_out_hash => masking.known_phone_hash(phone_hash => ${phone_hash}), opted_out_encrypted => ${phone_encrypted}`;
}
