import type { Carrier } from "../carrier.ts";
import { CarrierCallError } from "../carrier_call_error.ts";
import { fetchWithin } from "../fetch_within.ts";
import { classifyFailure } from "./classify_failure.ts";
import { parseStatus, parseWebhook } from "./parse_webhook.ts";
import { mayFetchMedia, takesMedia } from "./media_rules.ts";
import { createTwilioApi, type TwilioAccount, type TwilioMessage } from "./twilio_api.ts";
import { verifyWebhook } from "./verify_webhook.ts";

export type TwilioSettings = TwilioAccount & { TWILIO_MESSAGING_SERVICE_SID?: string | undefined };

/** Shorter than a lease, so that whoever holds a forward learns of its fate before somebody else takes it over. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Twilio counts a message's time in whole seconds. */
const CLOCK_TOLERANCE_MILLISECONDS = 2_000;

/** Twilio's code (docs: api/errors) for a message that cannot be deleted before its delivery has ended. */
const DELIVERY_INCOMPLETE = 20009;

/** Twilio behind the carrier port. */
export function createTwilioCarrier(
  settings: TwilioSettings,
  timeoutMilliseconds = TIMEOUT_MILLISECONDS,
): Carrier {
  const twilio = createTwilioApi(settings, timeoutMilliseconds);

  return {
    async send({ to, from, body, mediaUrls = [], statusCallback }) {
      const form: [string, string][] = [["To", to], ["From", from], ["Body", body]];
      for (const url of mediaUrls) form.push(["MediaUrl", url]);
      if (statusCallback) form.push(["StatusCallback", statusCallback]);
      const service = settings.TWILIO_MESSAGING_SERVICE_SID;
      if (service) form.push(["MessagingServiceSid", service]);
      try {
        const message = await twilio.createMessage(form);
        return { kind: "accepted", sid: message.sid, status: message.status };
      } catch (error) {
        return classifyFailure(error);
      }
    },

    async findSent({ to, from, body, mediaCount, since }) {
      const earliest = since.getTime() - CLOCK_TOLERANCE_MILLISECONDS;
      const sids: string[] = [];
      // Not filtered by DateSent: a message that still waits at Twilio has none yet.
      for await (const message of twilio.listMessages({ To: to, From: from })) {
        if (createdAt(message) < earliest) break;
        if (
          message.direction.startsWith("outbound") && message.body === body &&
          hasMedia(message, mediaCount)
        ) {
          sids.push(message.sid);
        }
      }
      return sids.reverse();
    },

    async findReceived(since) {
      // Whole seconds: Twilio knows no others (docs: messaging/api/message-resource, "DateSent>").
      const from = since.toISOString().replace(/\.\d+Z$/, "Z");
      const messages = await Array.fromAsync(twilio.listMessages({ "DateSent>": from }));
      return messages
        .filter((message) => message.direction === "inbound")
        .map((message) => ({
          kind: "text" as const,
          sid: message.sid,
          from: message.from,
          to: message.to,
          body: message.body,
          mediaCount: Number(message.num_media),
          mediaUrls: [],
          optOutType: null,
        }))
        .reverse();
    },

    findMedia: (sid) => twilio.listMedia(sid),

    fetchMedia: (url, maxBytes, signal) =>
      fetchWithin(
        url,
        mayFetchMedia(settings, twilio.authorization),
        maxBytes,
        AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
      ),

    takesMedia,

    async fetchStatus(sid) {
      const message = await twilio.fetchMessage(sid);
      return parseStatus(
        message.status,
        message.error_code === null ? null : String(message.error_code),
        message.to,
      );
    },

    async findCopies(phone) {
      const found = await Promise.all([
        Array.fromAsync(twilio.listMessages({ To: phone })),
        Array.fromAsync(twilio.listMessages({ From: phone })),
        Array.fromAsync(twilio.listCalls({ To: phone })),
        Array.fromAsync(twilio.listCalls({ From: phone })),
      ]);
      return found.flat().map(({ sid, from, to }) => ({ sid, from, to }));
    },

    async deleteMessage(sid) {
      try {
        // Its media go with it (Twilio docs: deleting messages, message media or message bodies).
        await twilio.deleteCopy(sid);
        return true;
      } catch (error) {
        if (!(error instanceof CarrierCallError)) throw error;
        const { status, code } = error;
        if (status === 404) return true;
        if (code === DELIVERY_INCOMPLETE) return false;
        throw error;
      }
    },

    async deleteMedia(sid) {
      try {
        await twilio.deleteMedia(sid);
        return true;
      } catch (error) {
        if (error instanceof CarrierCallError && error.status === 404) return true;
        throw error;
      }
    },

    async readWebhook(request) {
      const params = await verifyWebhook(settings.TWILIO_AUTH_TOKEN, request);
      return params && parseWebhook(params);
    },

    async check() {
      try {
        await twilio.fetchAccount();
        return true;
      } catch {
        return false;
      }
    },

    async numbers() {
      const { createTwilioNumbers } = await import("./create_twilio_numbers.ts");
      return createTwilioNumbers(settings, timeoutMilliseconds);
    },
  };
}

/** A text with media is MM from the start; they may not have been counted yet while it waits to be sent. */
function hasMedia(message: TwilioMessage, count: number): boolean {
  const isMms = message.sid.startsWith("MM");
  return count === 0 ? !isMms : isMms && [count, 0].includes(Number(message.num_media));
}

function createdAt(message: TwilioMessage): number {
  return new Date(message.date_created).getTime();
}
