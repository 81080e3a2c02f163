import { AppError } from "../errors.ts";
import type { Phone } from "./parse_phone.ts";

/** Throws `country_not_allowed` for a recipient whom `SMS_ALLOWED_COUNTRIES` leaves out. */
export function requireAllowedCountry(
  settings: { SMS_ALLOWED_COUNTRIES: string[] },
  recipient: Phone,
): void {
  if (settings.SMS_ALLOWED_COUNTRIES.includes(recipient.country)) return;
  throw new AppError(
    "country_not_allowed",
    "Send a text: SMS_ALLOWED_COUNTRIES does not have the recipient's country",
  );
}
