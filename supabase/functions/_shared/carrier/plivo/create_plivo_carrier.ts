import { AppError } from "../../errors.ts";
import type { Carrier } from "../carrier.ts";
import { CarrierCallError } from "../carrier_call_error.ts";
import { fetchWithin } from "../fetch_within.ts";
import { classifyFailure } from "./classify_failure.ts";
import { mayFetchMedia, takesMedia } from "./media_rules.ts";
import { parseStatus, parseWebhook } from "./parse_webhook.ts";
import { createPlivoApi, type PlivoAccount } from "./plivo_api.ts";
import { toE164 } from "./to_e164.ts";
import { toSid, toUuid } from "./to_sid.ts";
import { verifySignature } from "./verify_signature.ts";

/** Shorter than a lease, so that whoever holds a forward learns of its fate before somebody else takes it over. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Plivo's clock is not ours. */
const CLOCK_TOLERANCE_MILLISECONDS = 2_000;

/** For how long Plivo calls a webhook again that fails (support article 360041749951: a day). */
const RETRIES_MILLISECONDS = 86_400_000;

/** Plivo behind the carrier port. It keeps records of texts for 90 days, deletes none of them but their files, and never hands out words. */
export function createPlivoCarrier(
  account: PlivoAccount,
  timeoutMilliseconds = TIMEOUT_MILLISECONDS,
): Carrier {
  const plivo = createPlivoApi(account, timeoutMilliseconds);

  return {
    async send({ to, from, body, mediaUrls = [], statusCallback }) {
      try {
        const { message_uuid: [uuid] } = await plivo.createMessage({
          src: from,
          dst: to,
          text: body,
          ...(mediaUrls.length > 0 ? { type: "mms", media_urls: mediaUrls } : { type: "sms" }),
          // Plivo stores no words, but whole numbers: by them a text is found again (docs: messaging/concepts/sms-data-redaction).
          log: "number_only",
          ...(statusCallback ? { url: statusCallback, method: "POST" } : {}),
        });
        return uuid === undefined
          ? { kind: "unknown", code: "NO_ID" }
          : { kind: "accepted", sid: toSid(uuid), status: "queued" };
      } catch (error) {
        return classifyFailure(error);
      }
    },

    /** By the pair of numbers alone, and whether it has files: a record tells neither its words nor how many there are. */
    async findSent({ to, from, mediaCount, since }) {
      const found = await Array.fromAsync(plivo.listMessages({
        message_direction: "outbound",
        to_number: to,
        from_number: from,
        message_time__gte: toPlivoTime(since.getTime() - CLOCK_TOLERANCE_MILLISECONDS),
      }));
      const type = mediaCount > 0 ? "mms" : "sms";
      return found.filter((message) => message.message_type === type)
        .map((message) => toSid(message.message_uuid)).reverse();
    },

    /** Those whose webhook Plivo has given up: as long as it tries, the words may come yet. */
    async findReceived(since) {
      const found = await Array.fromAsync(plivo.listMessages({
        message_direction: "inbound",
        message_state: "undelivered",
        message_time__gte: toPlivoTime(since.getTime() - RETRIES_MILLISECONDS),
      }));
      return found
        // An application that redacts what comes in leaves no sender to tell of (support article 360041351552).
        .filter((message) => !message.from_number.includes("*"))
        .map((message) => ({
          kind: "text" as const,
          sid: toSid(message.message_uuid),
          from: toE164(message.from_number),
          to: toE164(message.to_number),
          body: null,
          // How many there are its media say.
          mediaCount: message.message_type === "mms" ? 1 : 0,
          mediaUrls: [],
          optOutType: null,
        }))
        .reverse();
    },

    async findMedia(sid) {
      const found = await orNone(plivo.listMedia(toUuid(sid)));
      return (found ?? []).map(({ media_url }) => media_url);
    },

    fetchMedia: (url, maxBytes, signal) =>
      fetchWithin(
        url,
        mayFetchMedia(account),
        maxBytes,
        AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]),
      ),

    takesMedia,

    numbers: () =>
      Promise.reject(
        new AppError(
          "not_configured",
          "Use Plivo's console for its numbers: only Twilio's are bought and set up here",
        ),
      ),

    async fetchStatus(sid) {
      const message = await plivo.fetchMessage(toUuid(sid));
      return parseStatus(message.message_state, message.error_code, message.to_number);
    },

    /** None that Plivo would delete. */
    findCopies: () => Promise.resolve([]),

    /** True once Plivo's own 90 days are over; but the files, which it would keep for a year, go at once. */
    async deleteMessage(sid) {
      const uuid = toUuid(sid);
      const message = await orNone(plivo.fetchMessage(uuid));
      if (message === null) return true;
      if (message.message_type === "mms") await orNone(plivo.deleteMedia(uuid));
      return false;
    },

    async deleteMedia(sid) {
      const uuid = toUuid(sid);
      if (await orNone(plivo.deleteMedia(uuid)) !== null) return true;
      // Where Plivo has no such files, or deletes none, they are gone with their record at the latest.
      return (await orNone(plivo.listMedia(uuid)) ?? []).length === 0;
    },

    async readWebhook({ url, headers, body }) {
      const signature = headers.get("x-plivo-signature-v2");
      const nonce = headers.get("x-plivo-signature-v2-nonce");
      if (
        !signature || !nonce ||
        !await verifySignature(account.PLIVO_AUTH_TOKEN, { url, nonce, signature })
      ) {
        return null;
      }
      return parseWebhook(new URLSearchParams(body));
    },

    async check() {
      try {
        await plivo.fetchAccount();
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Null where there is nothing (404), or where Plivo does not do such a thing any more (405). */
async function orNone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CarrierCallError && [404, 405].includes(error.status ?? 0)) return null;
    throw error;
  }
}

/** In UTC, as the list's filters have it (docs: messaging/api/message/list-all-messages). */
function toPlivoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "");
}
