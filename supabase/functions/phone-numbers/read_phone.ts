import type { Env } from "../_shared/env.ts";
import { AppError } from "../_shared/errors.ts";
import type { Phone } from "../_shared/phone/parse_phone.ts";

/** The number that a request names; throws `validation_failed` when nobody can have it. */
export async function readPhone(env: Env, text: string): Promise<Phone> {
  const { parsePhone } = await import("../_shared/phone/parse_phone.ts");
  const phone = parsePhone(text, env.PHONE_DEFAULT_COUNTRIES);
  if (phone) return phone;
  throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
    errors: [{ path: "phone", message: "must be a phone number, as +14155550100" }],
  });
}
