import { countSegments } from "../../../supabase/functions/_shared/carrier/count_segments.ts";
import { keywordOf } from "../keywords.ts";
import type { Message, State } from "../state.ts";
import { plivoMediaUrl } from "./media.ts";
import { withoutPlus } from "./without_plus.ts";

const INTENTS = { stop: "optout", start: "optin", help: "help" };

/** Of a text that came in (docs: messaging/api/message/handling-incoming). Plivo writes numbers without their plus. */
export function plivoTextParams(state: State, message: Message): [string, string][] {
  const { sid, body, media } = message;
  const keyword = keywordOf(body);
  return [
    ["From", withoutPlus(message.from)],
    ["MessageIntent", keyword === null ? "" : INTENTS[keyword]],
    ["MessageUUID", sid],
    ["PowerpackUUID", ""],
    [media.length > 0 ? "Body" : "Text", body],
    ["To", withoutPlus(message.to)],
    ["TotalAmount", "0"],
    ["TotalRate", "0"],
    ["Type", media.length > 0 ? "mms" : "sms"],
    ["Units", String(countSegments(body))],
    ...(media.length > 0 ? [["MediaCount", String(media.length)] as [string, string]] : []),
    ...media.map((file, index): [string, string] => [`Media${index}`, plivoMediaUrl(state, file)]),
  ];
}

/** Of what became of a text that went out (docs: messaging/api/message/message-status-callbacks). */
export function plivoStatusParams(message: Message, status: string): [string, string][] {
  return [
    ...(status === "undelivered" || status === "failed"
      ? [["ErrorCode", String(message.errorCode)] as [string, string]]
      : []),
    ["From", withoutPlus(message.from)],
    ["MessageUUID", message.sid],
    ["ParentMessageUUID", message.sid],
    ["PartInfo", "1 of 1"],
    ["Status", status],
    ["To", withoutPlus(message.to)],
    ["Type", message.media.length > 0 ? "mms" : "sms"],
    ["Units", String(countSegments(message.body))],
  ];
}
