import type { AccountNumber } from "../carrier/carrier_numbers.ts";
import type { Deps } from "../deps.ts";
import { hashPhone } from "../privacy/hash_phone.ts";

/** A number of the carrier account as `masking.import_numbers` takes it; null for one that people could not text, as a short code. */
export async function toPoolNumber(
  deps: Deps,
  { sid, number, sms, mms, voice }: AccountNumber,
) {
  const { parsePhone } = await import("../phone/parse_phone.ts");
  const phone = parsePhone(number, []);
  return phone && {
    number: phone.number,
    phone_hash: await hashPhone(await deps.keys(), phone.number),
    provider: deps.env.PHONE_MASKING_PROVIDER,
    provider_sid: sid,
    country_code: phone.country,
    area_code: phone.areaCode,
    sms,
    mms,
    voice,
  };
}
