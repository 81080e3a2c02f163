import type { CarrierWebhook, ForwardProgress, SentStatus } from "../carrier.ts";
import { toE164 } from "./to_e164.ts";
import { toSid } from "./to_sid.ts";

const PROGRESS: Record<string, ForwardProgress> = {
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  rejected: "failed",
};

const INTENTS = { optout: "STOP", optin: "START", help: "HELP" } as const;

/** The recipient said STOP to this number, or to another of its campaign (docs: messaging/concepts/dnd-service). */
const OPTED_OUT = "200";

/** The most that an MMS has (support article 360041855032). */
const MAX_MEDIA = 10;

/** Not an error (docs: messaging/api/message/the-message-object). */
const NO_ERROR = "000";

/** Plivo's words for what became of a message, in a callback or in its record. */
export function parseStatus(status: string, code: string | null, to: string): SentStatus {
  return {
    status: PROGRESS[status] ?? null,
    code: code === "" || code === NO_ERROR ? null : code,
    to: to === "" ? null : toE164(to),
    optedOut: code === OPTED_OUT,
  };
}

/** A verified form body of Plivo's (docs: messaging/api/message/handling-incoming, message-status-callbacks); null when it is neither. */
export function parseWebhook(params: URLSearchParams): CarrierWebhook | null {
  const uuid = readName(params, "MessageUUID");
  if (uuid === "") return null;
  const sid = toSid(uuid);
  const to = readName(params, "To");

  const status = params.get("Status");
  if (status !== null) {
    return {
      kind: "status",
      sid,
      ...parseStatus(status, params.get("ErrorCode"), to),
    };
  }

  const from = readName(params, "From");
  if (from === "" || to === "") return null;
  const mediaUrls = readMedia(params);
  const intent = params.get("MessageIntent") ?? "";
  return {
    kind: "text",
    sid,
    from: toE164(from),
    to: toE164(to),
    // An SMS has Text, an MMS has Body.
    body: params.get("Text") ?? params.get("Body") ?? "",
    mediaCount: mediaUrls.length,
    mediaUrls,
    optOutType: Object.hasOwn(INTENTS, intent) ? INTENTS[intent as keyof typeof INTENTS] : null,
  };
}

/**
 * Where the files of an MMS are; "" for one that was announced and is not named. They are said to be counted from 0 (support article
 * 360041856452), and from 1 (docs: handling-incoming).
 */
function readMedia(params: URLSearchParams): string[] {
  const named = Array.from({ length: MAX_MEDIA + 1 }, (_, n) => params.get(`Media${n}`) ?? "")
    .filter((url) => url !== "");
  const announced = Number.parseInt(params.get("MediaCount") ?? "0", 10) || 0;
  const missing = Math.min(Math.max(announced - named.length, 0), MAX_MEDIA);
  return [...named, ...Array<string>(missing).fill("")].slice(0, MAX_MEDIA);
}

/** An id or a number. The signature does not cover it, so what Postgres could not store is as good as missing. */
function readName(params: URLSearchParams, name: string): string {
  const value = params.get(name) ?? "";
  return value.length > 64 || /\p{Cc}/u.test(value) ? "" : value;
}
