import type { CarrierWebhook } from "../carrier/carrier.ts";
import { countSegments } from "../carrier/count_segments.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Deps } from "../deps.ts";
import type { E164 } from "../phone/e164.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { hashPhone } from "../privacy/hash_phone.ts";
import {
  CONVERSATION_CLOSED_TEXT,
  NO_CONVERSATION_TEXT,
  NOT_REACHABLE_TEXT,
} from "./automatic_texts.ts";
import { classifyKeyword } from "./classify_keyword.ts";
import { type Received, receiveMessage } from "./receive_message.ts";

export type InboundText = CarrierWebhook & { kind: "text" };

/** Stores a text, whichever way it came to us, and sends on in the background. A text that we have is a `duplicate`. */
export async function takeText(
  deps: Deps,
  text: InboundText,
  requestId: string,
): Promise<Received> {
  const keys = await deps.keys();
  const keyword = classifyKeyword(text);
  const [fromHash, bodyEncrypted, fromEncrypted, noticeEncrypted] = await Promise.all([
    hashPhone(keys, text.from as E164),
    encrypt(keys, "body", text.body),
    keyword === "opt_out" ? encrypt(keys, "phone", text.from) : null,
    keyword === "opt_out" ? encrypt(keys, "body", NOT_REACHABLE_TEXT) : null,
  ]);
  const received = await receiveMessage(deps.sql, {
    toNumber: text.to,
    fromHash,
    fromEncrypted,
    providerSid: text.sid,
    bodyEncrypted,
    mediaCount: text.mediaCount,
    segments: countSegments(text.body),
    keyword,
    noticeEncrypted,
    maxPerHour: deps.env.RELAY_MESSAGES_PER_HOUR,
  });
  deps.log("text", {
    request_id: requestId,
    outcome: received.outcome,
    conversation_id: received.conversation_id,
    message_id: received.message_id,
    count: received.claims.length,
  });

  deps.background(deliver(deps, received.claims, requestId));
  if (received.may_answer) deps.background(answerOnce(deps, text, received.outcome, requestId));
  return received;
}

/** At most once: it is not worth a second try, let alone a second text. */
async function answerOnce(
  deps: Deps,
  text: InboundText,
  outcome: Received["outcome"],
  requestId: string,
): Promise<void> {
  const result = await deps.carrier.send({
    to: text.from,
    from: text.to,
    body: outcome === "conversation_closed" ? CONVERSATION_CLOSED_TEXT : NO_CONVERSATION_TEXT,
  });
  deps.log("automatic_answer", {
    request_id: requestId,
    outcome: result.kind,
    carrier_code: result.kind === "accepted" ? null : result.code,
  });
}
