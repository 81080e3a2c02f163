import type { AccountNumber, CarrierNumbers, NumberWebhooks } from "../carrier_numbers.ts";
import { createTwilioApi, type TwilioAccount, type TwilioNumber } from "./twilio_api.ts";
import { CarrierCallError } from "../carrier_call_error.ts";

/** Makes Twilio repeat a webhook that failed: by default the text would be lost (docs: usage/webhooks/webhooks-connection-overrides). */
const REPEAT = "#rc=3&rp=ct,rt,5xx";

/** Refusals that say nothing of the number itself. */
const NOT_ABOUT_THE_NUMBER = [401, 403, 404, 408, 429];

/** The filter of the search for each capability. */
const ENABLED = { sms: "SmsEnabled", mms: "MmsEnabled", voice: "VoiceEnabled" };

/** Numbers at Twilio (docs: phone-numbers/api). Loaded on first use: receiving and sending need none of it. */
export function createTwilioNumbers(
  account: TwilioAccount,
  timeoutMilliseconds: number,
): CarrierNumbers {
  const twilio = createTwilioApi(account, timeoutMilliseconds);
  const find = (number: string) =>
    Array.fromAsync(twilio.listNumbers({ PhoneNumber: number })).then((found) => found[0]);

  return {
    async search({ countryCode, areaCode, capabilities, maxCount }) {
      const [{ available_phone_numbers }, { phone_number_prices, price_unit }] = await Promise.all([
        twilio.searchNumbers(countryCode, {
          ...(areaCode === undefined ? {} : { AreaCode: areaCode }),
          // "false" would leave out those that can.
          ...Object.fromEntries(capabilities.map((name) => [ENABLED[name], "true"])),
          ExcludeAllAddressRequired: "true",
          PageSize: String(maxCount),
        }),
        twilio.fetchNumberPrices(countryCode),
      ]);
      const price = phone_number_prices.find(({ number_type }) => number_type === "local");
      return {
        // What has no price is not for sale.
        numbers: price ? available_phone_numbers.map(({ phone_number }) => phone_number) : [],
        monthlyCost: Number(price?.current_price ?? 0),
        currency: price_unit.toUpperCase(),
      };
    },

    async buy(number, webhooks) {
      try {
        const bought = await twilio.buyNumber({ PhoneNumber: number, ...settings(webhooks) });
        return toAccountNumber(bought, webhooks);
      } catch (error) {
        // It may be ours: bought a moment ago by a request that did not live to hear of it.
        const owned = await find(number);
        if (owned) return toAccountNumber(owned, webhooks);
        const { status } = error as CarrierCallError;
        if (status === undefined || status >= 500 || NOT_ABOUT_THE_NUMBER.includes(status)) {
          throw error;
        }
        return null;
      }
    },

    async list(webhooks) {
      const numbers = await Array.fromAsync(twilio.listNumbers({}));
      return numbers.map((number) => toAccountNumber(number, webhooks));
    },

    async configure(sid, webhooks) {
      await twilio.updateNumber(sid, settings(webhooks));
    },

    async release(number, sid) {
      const owned = await find(number);
      if (!owned || sid !== null && owned.sid !== sid) return;
      try {
        await twilio.deleteNumber(owned.sid);
      } catch (error) {
        if (!(error instanceof CarrierCallError) || error.status !== 404) throw error;
      }
    },
  };
}

/** An application would win over the URL, and a trunk over the voice URL. */
function settings(webhooks: NumberWebhooks): Record<string, string> {
  return {
    SmsUrl: webhooks.sms + REPEAT,
    SmsMethod: "POST",
    SmsApplicationSid: "",
    VoiceUrl: webhooks.voice,
    VoiceMethod: "POST",
    VoiceApplicationSid: "",
    TrunkSid: "",
    StatusCallback: webhooks.callStatus,
    StatusCallbackMethod: "POST",
  };
}

function toAccountNumber(number: TwilioNumber, webhooks: NumberWebhooks): AccountNumber {
  const { sid, phone_number, capabilities: { sms, mms, voice } } = number;
  const isSms = number.sms_url === webhooks.sms + REPEAT && number.sms_method === "POST" &&
    !number.sms_application_sid;
  const isVoice = number.voice_url === webhooks.voice && number.voice_method === "POST" &&
    !number.voice_application_sid && !number.trunk_sid;
  const isCallStatus = number.status_callback === webhooks.callStatus &&
    number.status_callback_method === "POST";
  return {
    sid,
    number: phone_number,
    sms,
    mms,
    voice,
    differs: [
      ...(isSms ? [] : ["sms_webhook" as const]),
      ...(isVoice ? [] : ["voice_webhook" as const]),
      ...(isCallStatus ? [] : ["call_status_webhook" as const]),
    ],
  };
}
