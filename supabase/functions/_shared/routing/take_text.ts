import type { CarrierWebhook } from "../carrier/carrier.ts";
import { measureText } from "../carrier/measure_text.ts";
import { deliver } from "../delivery/deliver.ts";
import type { Deps } from "../deps.ts";
import { languageOf } from "../language/language_of.ts";
import type { E164 } from "../phone/e164.ts";
import { relayAsked } from "../policy/relay_asked.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { hashPhone } from "../privacy/hash_phone.ts";
import { answerStranger } from "../strangers/answer_stranger.ts";
import { answerOnce } from "./answer_once.ts";
import { type AutomaticText, automaticTexts } from "./automatic_texts.ts";
import { classifyKeyword, type Keyword } from "./classify_keyword.ts";
import { encryptNotice } from "./encrypt_notice.ts";
import { readMention } from "./read_mention.ts";
import { type Outcome, type Received, receiveMessage } from "./receive_message.ts";

export type InboundText = CarrierWebhook & { kind: "text" };

/** What the others are told of a keyword. */
const NOTICES: Partial<Record<Keyword, AutomaticText>> = {
  opt_out: "notReachable",
  block: "conversationEnded",
  report: "conversationEnded",
  leave: "hasLeft",
};

/** What the sender of a keyword is answered, in the order of the conversation's texts. */
const ANSWERS: Partial<Record<Keyword, AutomaticText>> = {
  block: "blocked",
  report: "reported",
  mute: "muted",
  unmute: "unmuted",
  leave: "left",
};

/** What somebody is answered whose text reaches nobody. */
const REFUSALS: Partial<Record<Outcome, AutomaticText>> = {
  no_conversation: "noConversation",
  conversation_closed: "conversationClosed",
  not_started: "conversationNotStarted",
  alone: "nobodyElse",
};

/** Stores a text, whichever way it came to us, and sends on in the background. A text that we have is a `duplicate`. */
export async function takeText(
  deps: Deps,
  text: InboundText,
  requestId: string,
): Promise<Received> {
  const keys = await deps.keys();
  const keyword = classifyKeyword(text, deps.env.CONTROL_WORDS);
  const noticed = keyword === null ? undefined : NOTICES[keyword];
  const asksStrangers = deps.env.STRANGERS_WEBHOOK_URL !== undefined;
  const answered = keyword === null ? undefined : ANSWERS[keyword];
  const [fromHash, bodyEncrypted, fromEncrypted, notice, answer, media, mention] = await Promise
    .all([
      hashPhone(keys, text.from as E164),
      encrypt(keys, "body", text.body),
      keyword === "opt_out" || asksStrangers ? encrypt(keys, "phone", text.from) : null,
      noticed === undefined ? null : encryptNotice(deps, (texts) => texts[noticed]),
      answered === undefined ? null : encryptNotice(deps, (texts) => texts[answered]),
      Promise.all(
        text.mediaUrls.map(async (url) => ({ url_encrypted: await encrypt(keys, "media", url) })),
      ),
      readMention(text.body),
    ]);
  const { segments, size } = measureText(text.body);
  const received = await receiveMessage(deps.sql, {
    toNumber: text.to,
    fromHash,
    fromEncrypted,
    providerSid: text.sid,
    bodyEncrypted,
    media,
    segments,
    size: text.mediaUrls.length === 0 ? size : { ...size, ...await roomOf(deps) },
    mention,
    keyword,
    notice,
    answer,
    maxPerHour: deps.env.RELAY_MESSAGES_PER_HOUR,
    asksPolicy: deps.env.POLICY_WEBHOOK_URL !== undefined,
    asksStrangers,
  });
  deps.log("text", {
    request_id: requestId,
    outcome: received.outcome,
    conversation_id: received.conversation_id,
    message_id: received.message_id,
    count: received.claims.length,
  });

  deps.background(deliver(deps, received.claims, requestId));
  if (received.ask) deps.background(relayAsked(deps, received.ask, requestId));
  if (received.stranger) deps.background(answerStranger(deps, received.stranger, requestId));
  const name = REFUSALS[received.outcome];
  if (received.may_answer && name !== undefined) {
    const answer = automaticTexts(languageOf(deps, received.language))[name];
    deps.background(answerOnce(deps, text, answer, requestId));
  }
  return received;
}

/** Needed rarely, and so not at every start. */
async function roomOf({ publicFunctionsUrl }: Deps) {
  const { mediaRoom } = await import("../media/media_room.ts");
  return mediaRoom(publicFunctionsUrl);
}
