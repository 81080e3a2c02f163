import type { State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";

/** Area codes that are offered when none is asked for, by country. */
const AREA_CODES: Record<string, string[]> = { US: ["628", "737"], CA: ["437", "672"] };
const MONTHLY_PRICE = "1.15";

/** Twilio's magic area code (docs: iam/test-credentials): nothing is for sale there. */
const SOLD_OUT = "533";

/** `GET …/AvailablePhoneNumbers/{country}/Local.json`: reserved numbers (555 01xx) that the account does not have yet. */
export function availableNumbers(state: State, country: string, query: URLSearchParams): Response {
  const ours = AREA_CODES[country];
  if (!ours) return twilioError(404, 20404, "The requested resource was not found");
  const asked = query.get("AreaCode");
  const areaCodes = asked === null ? ours : asked === SOLD_OUT ? [] : [asked];
  const size = Math.min(Number(query.get("PageSize") ?? 50) || 50, 1000);
  const numbers = areaCodes
    .flatMap((areaCode) =>
      Array.from({ length: 100 }, (_, i) => `+1${areaCode}55501${String(i).padStart(2, "0")}`)
    )
    .filter((number) => !state.numbers.has(number))
    .slice(0, size);
  return Response.json({
    available_phone_numbers: numbers.map((number) => ({
      address_requirements: "none",
      beta: false,
      capabilities: { mms: true, sms: true, voice: true },
      friendly_name: number,
      iso_country: country,
      lata: null,
      latitude: null,
      locality: null,
      longitude: null,
      phone_number: number,
      postal_code: null,
      rate_center: null,
      region: null,
    })),
    uri: `/2010-04-01/Accounts/${state.accountSid}/AvailablePhoneNumbers/${country}/Local.json`,
  });
}

/** `GET /v1/PhoneNumbers/Countries/{country}` of Twilio's pricing API (docs: phone-numbers/pricing). */
export function prices(country: string): Response {
  if (!AREA_CODES[country]) {
    return twilioError(404, 20404, "The requested resource was not found");
  }
  const price = (number_type: string, amount: string) => ({
    number_type,
    base_price: amount,
    current_price: amount,
  });
  return Response.json({
    country,
    iso_country: country,
    phone_number_prices: [price("local", MONTHLY_PRICE), price("toll free", "2.15")],
    price_unit: "USD",
    url: `https://pricing.twilio.com/v1/PhoneNumbers/Countries/${country}`,
  });
}
