import { countSegments } from "../../../supabase/functions/_shared/carrier/count_segments.ts";
import type { Message, State } from "../state.ts";
import { withoutPlus } from "./without_plus.ts";

/** A message detail record (docs: messaging/api/message/the-message-object): never the words. */
export function plivoMessageJson(state: State, message: Message): Record<string, unknown> {
  return {
    error_code: message.errorCode === null
      ? message.status === "delivered" ? "000" : null
      : String(message.errorCode),
    from_number: withoutPlus(message.from),
    message_direction: message.direction === "inbound" ? "inbound" : "outbound",
    message_state: message.status,
    message_time: `${message.createdAt.toISOString().replace("T", " ").replace("Z", "")}+00:00`,
    message_type: message.media.length > 0 ? "mms" : "sms",
    message_uuid: message.sid,
    resource_uri: `/v1/Account/${state.plivo!.authId}/Message/${message.sid}/`,
    to_number: withoutPlus(message.to),
    total_amount: "0.00000",
    total_rate: "0.00000",
    units: countSegments(message.body),
  };
}
