import { countSegments } from "../../supabase/functions/_shared/carrier/count_segments.ts";
import type { Message, State } from "./state.ts";

/** A message as the REST API shows it (OpenAPI: api.v2010.account.message). */
export function messageJson(state: State, message: Message): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${state.accountSid}/Messages/${message.sid}`;
  return {
    account_sid: state.accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt && rfc2822(message.sentAt),
    date_updated: rfc2822(message.sentAt ?? message.createdAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : "The message was not delivered",
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: message.messagingServiceSid && message.status === "accepted"
      ? "0"
      : String(countSegments(message.body)),
    price: null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}
