import {
  type CountryCode,
  parsePhoneNumberFromString,
  type PhoneNumber,
} from "libphonenumber-js/min";
import type { E164 } from "./e164.ts";
import { SERVICE_NUMBERS } from "./service_numbers.ts";

/** A parsed number; `country` is ISO 3166-1 alpha-2, `areaCode` is set for North American numbers only. */
export type Phone = { number: E164; country: string; areaCode: string | null };

/** The country to name when the numbering plan does not tell which of its countries a number belongs to. */
const MAIN_COUNTRY: Record<string, string> = { "1": "US", "7": "RU", "44": "GB", "61": "AU" };

/**
 * Reads a number as people write it, or null: also for premium-rate, emergency and short numbers, and for one with an extension.
 * Without a country code the first of `countries` in which it is valid counts, else the first in which it is possible.
 */
export function parsePhone(text: string, countries: readonly string[]): Phone | null {
  if (text.length > 64) return null;
  // Full-width digits and signs become plain ones.
  const plain = text.normalize("NFKC").trim();
  const candidates =
    (plain.startsWith("+") ? [parse(plain)] : countries.map((country) => parse(plain, country)))
      .filter((n) => n !== undefined);
  const found = candidates.find((n) => n.isValid()) ??
    candidates.find((n) => n.isPossible() && !isServiceNumber(n));
  if (!found || found.ext || isServiceNumber(found)) return null;
  return {
    number: found.number as string as E164,
    country: found.country ?? MAIN_COUNTRY[found.countryCallingCode] ?? "ZZ",
    areaCode: found.countryCallingCode === "1" ? found.nationalNumber.slice(0, 3) : null,
  };
}

function parse(text: string, country?: string) {
  return parsePhoneNumberFromString(text, {
    extract: false,
    ...(country ? { defaultCountry: country as CountryCode } : {}),
  });
}

function isServiceNumber(number: PhoneNumber): boolean {
  return SERVICE_NUMBERS[number.countryCallingCode]?.test(number.nationalNumber) ?? false;
}
