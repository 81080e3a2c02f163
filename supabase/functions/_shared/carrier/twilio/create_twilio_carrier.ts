import type { Carrier } from "../carrier.ts";
import { classifyFailure } from "./classify_failure.ts";
import { createFetchClient } from "./fetch_client.ts";
import { parseStatus, parseWebhook } from "./parse_webhook.ts";

export type TwilioSettings = {
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string;
  TWILIO_API_KEY?: string | undefined;
  TWILIO_API_SECRET?: string | undefined;
  TWILIO_MESSAGING_SERVICE_SID?: string | undefined;
  TWILIO_API_BASE_URL: string;
};

/** Shorter than a lease, so that whoever holds a forward learns of its fate before somebody else takes it over. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Twilio counts a message's time in whole seconds. */
const CLOCK_TOLERANCE_MILLISECONDS = 2_000;

/** Twilio's code (docs: api/errors) for a message that cannot be deleted before its delivery has ended. */
const DELIVERY_INCOMPLETE = 20009;

/** Twilio behind the carrier port. The SDK is loaded on first use: it costs a cold start ten times the rest. */
export function createTwilioCarrier(
  settings: TwilioSettings,
  timeoutMilliseconds = TIMEOUT_MILLISECONDS,
): Carrier {
  let client: ReturnType<typeof createClient> | undefined;
  const twilio = () => client ??= createClient(settings, timeoutMilliseconds);

  return {
    async send({ to, from, body, statusCallback }) {
      try {
        const message = await (await twilio()).messages.create({
          to,
          from,
          body,
          ...(statusCallback ? { statusCallback } : {}),
          ...(settings.TWILIO_MESSAGING_SERVICE_SID
            ? { messagingServiceSid: settings.TWILIO_MESSAGING_SERVICE_SID }
            : {}),
        });
        return { kind: "accepted", sid: message.sid, status: message.status };
      } catch (error) {
        return classifyFailure(error);
      }
    },

    async findSent({ to, from, body, since }) {
      const earliest = since.getTime() - CLOCK_TOLERANCE_MILLISECONDS;
      // Not filtered by DateSent: a message that still waits at Twilio has none yet.
      const messages = await (await twilio()).messages.list({
        to,
        from,
        limit: 200,
        pageSize: 200,
      });
      return messages
        .filter((message) =>
          message.direction.startsWith("outbound") && message.body === body &&
          message.dateCreated.getTime() >= earliest
        )
        .map((message) => message.sid)
        .reverse();
    },

    async findReceived(since) {
      const messages = await (await twilio()).messages.list({
        dateSentAfter: since,
        pageSize: 1000,
      });
      return messages
        .filter((message) => message.direction === "inbound")
        .map((message) => ({
          kind: "text" as const,
          sid: message.sid,
          from: message.from,
          to: message.to,
          body: message.body,
          mediaCount: Number(message.numMedia),
          optOutType: null,
        }))
        .reverse();
    },

    async fetchStatus(sid) {
      const message = await (await twilio()).messages(sid).fetch();
      return parseStatus(
        message.status,
        message.errorCode === null ? null : String(message.errorCode),
      );
    },

    async findCopies(phone) {
      const { messages } = await twilio();
      const found = await Promise.all([
        messages.list({ to: phone, pageSize: 1000 }),
        messages.list({ from: phone, pageSize: 1000 }),
      ]);
      return found.flat().map(({ sid, from, to }) => ({ sid, from, to }));
    },

    async deleteMessage(sid) {
      try {
        // Its media go with it (Twilio docs: deleting messages, message media or message bodies).
        return await (await twilio()).messages(sid).remove();
      } catch (error) {
        const { status, code } = error as { status?: number; code?: number };
        if (status === 404) return true;
        if (code === DELIVERY_INCOMPLETE) return false;
        throw error;
      }
    },

    async readWebhook({ url, signature, body }) {
      const { validateRequest } = await import("twilio/lib/webhooks/webhooks.js");
      const params = new URLSearchParams(body);
      if (
        !signature || !validateRequest(settings.TWILIO_AUTH_TOKEN, signature, url, toRecord(params))
      ) {
        return null;
      }
      return parseWebhook(params);
    },

    async check() {
      try {
        await (await twilio()).api.v2010.accounts(settings.TWILIO_ACCOUNT_SID).fetch();
        return true;
      } catch {
        return false;
      }
    },
  };
}

async function createClient(settings: TwilioSettings, timeout: number) {
  const { default: Twilio } = await import("twilio/lib/rest/Twilio.js");
  const client = new Twilio(
    settings.TWILIO_API_KEY ?? settings.TWILIO_ACCOUNT_SID,
    settings.TWILIO_API_SECRET ?? settings.TWILIO_AUTH_TOKEN,
    { accountSid: settings.TWILIO_ACCOUNT_SID, httpClient: createFetchClient(timeout) as never },
  );
  client.api.baseUrl = settings.TWILIO_API_BASE_URL;
  return client;
}

/** A repeated name keeps all of its values: the signature covers each (Twilio docs: usage/security). */
function toRecord(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}
