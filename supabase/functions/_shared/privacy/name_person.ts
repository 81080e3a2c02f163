import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import type { E164 } from "../phone/e164.ts";
import { hash } from "./hash.ts";
import { hashPhone } from "./hash_phone.ts";

/**
 * One person as the database knows them: by a number or as a user. `subject` is what the access audit says: the user's id, or a hash
 * made for it alone (under the current key), which is joined to nothing and outlives an erasure.
 */
export type NamedPerson = {
  phone: E164 | null;
  phoneHash: string | null;
  userId: string | null;
  subject: string;
};

/** Names the person of a request; throws `validation_failed` for a number that is none. */
export async function namePerson(
  deps: Deps,
  input: { phone?: string | undefined; user_id?: string | undefined },
): Promise<NamedPerson> {
  if (input.user_id !== undefined) {
    return { phone: null, phoneHash: null, userId: input.user_id, subject: input.user_id };
  }
  const { parsePhone } = await import("../phone/parse_phone.ts");
  const parsed = parsePhone(input.phone ?? "", deps.env.PHONE_DEFAULT_COUNTRIES);
  if (!parsed) {
    throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
      errors: [{ path: "phone", message: "must be a phone number, as +14155550100" }],
    });
  }
  const keys = await deps.keys();
  const [phoneHash, subject] = await Promise.all([
    hashPhone(keys, parsed.number),
    hash({ current: keys.current }, "audit_subject", parsed.number),
  ]);
  return { phone: parsed.number, phoneHash, userId: null, subject };
}
