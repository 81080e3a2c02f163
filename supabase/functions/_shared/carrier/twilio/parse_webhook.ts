import type { CarrierWebhook, ForwardProgress, SentStatus } from "../carrier.ts";
import { isOptOut } from "./classify_failure.ts";

const PROGRESS: Record<string, ForwardProgress> = {
  sent: "sent",
  delivered: "delivered",
  read: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "failed",
};

/** Twilio's words for what became of a message, in a callback or in the message itself. */
export function parseStatus(status: string, code: string | null, to: string | null): SentStatus {
  return { status: PROGRESS[status] ?? null, code, to, optedOut: isOptOut(Number(code)) };
}

/** A verified form body of Twilio's (docs: messaging/guides/webhook-request, track-outbound-message-status); null when it is neither. */
export function parseWebhook(params: URLSearchParams): CarrierWebhook | null {
  const sid = params.get("MessageSid") ?? "";
  if (sid === "") return null;

  const status = params.get("MessageStatus");
  if (status !== null) {
    const code = params.get("ErrorCode");
    return {
      kind: "status",
      sid,
      ...parseStatus(status, code === "" ? null : code, params.get("To")),
    };
  }

  const from = params.get("From") ?? "";
  const to = params.get("To") ?? "";
  if (from === "" || to === "") return null;
  const optOutType = params.get("OptOutType");
  const mediaCount = Math.min(Number.parseInt(params.get("NumMedia") ?? "0", 10) || 0, 10);
  return {
    kind: "text",
    sid,
    from,
    to,
    body: params.get("Body") ?? "",
    mediaCount,
    mediaUrls: Array.from({ length: mediaCount }, (_, n) => params.get(`MediaUrl${n}`) ?? ""),
    optOutType: optOutType === "STOP" || optOutType === "START" || optOutType === "HELP"
      ? optOutType
      : null,
  };
}
