import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import type { E164 } from "../_shared/phone/e164.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import {
  CONVERSATION_CLOSED_TEXT,
  NO_CONVERSATION_TEXT,
  NOT_REACHABLE_TEXT,
} from "../_shared/routing/automatic_texts.ts";
import { classifyKeyword } from "../_shared/routing/classify_keyword.ts";
import { type Received, receiveMessage } from "../_shared/routing/receive_message.ts";

type Text = CarrierWebhook & { kind: "text" };

/** Stores a text and answers the carrier at once; sending goes on in the background. */
export async function receiveText(deps: Deps, text: Text, requestId: string): Promise<Response> {
  const keys = await deps.keys();
  const keyword = classifyKeyword(text);
  const [fromHash, bodyEncrypted, noticeEncrypted] = await Promise.all([
    hashPhone(keys, text.from as E164),
    encrypt(keys, "body", text.body),
    keyword === "opt_out" ? encrypt(keys, "body", NOT_REACHABLE_TEXT) : null,
  ]);
  const received = await receiveMessage(deps.sql, {
    toNumber: text.to,
    fromHash,
    providerSid: text.sid,
    bodyEncrypted,
    mediaCount: text.mediaCount,
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

  deps.background(deliver(deps, received.claims));
  if (received.may_answer) deps.background(answerOnce(deps, text, received.outcome, requestId));
  return new Response("<Response/>", { headers: { "content-type": "text/xml; charset=utf-8" } });
}

/** At most once: it is not worth a second try, let alone a second text. */
async function answerOnce(
  deps: Deps,
  text: Text,
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
