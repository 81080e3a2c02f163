import { ANSWERS, keywordOf } from "./keywords.ts";
import { mediaUri } from "./media.ts";
import { plivoTextParams } from "./plivo/webhook_params.ts";
import { postPlivo } from "./plivo/post_plivo.ts";
import { postSigned } from "./post_signed.ts";
import { countSegments } from "../../supabase/functions/_shared/carrier/count_segments.ts";
import { inBackground, type Message, newSid, type PhoneMedia, show, type State } from "./state.ts";
import { repliesOf } from "./twiml.ts";

export type Texted = {
  from: string;
  to: string;
  body: string;
  media: PhoneMedia[];
};

/** A text comes in to a number of the account: the carrier keeps it, hears keywords, and calls the number's webhook in the background. */
export function receive(state: State, text: Texted): Message {
  const now = new Date();
  const message: Message = {
    ...text,
    media: text.media.map(({ url, content_type }) => ({ sid: newSid("ME"), url, content_type })),
    sid: state.numbers.get(text.to)?.carrier === "plivo"
      ? crypto.randomUUID()
      : newSid(text.media.length > 0 ? "MM" : "SM"),
    direction: "inbound",
    status: "received",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: null,
    createdAt: now,
    sentAt: now,
    statuses: ["received"],
    webhookAnswers: [],
  };
  state.messages.set(message.sid, message);
  if (!state.numbers.has(text.from)) show(state, text.from, message, "out", text.media);
  hearKeyword(state, text);

  const pair = `${text.from} ${text.to}`;
  const turn = (state.queues.get(pair) ?? Promise.resolve()).then(() =>
    callWebhook(state, message)
  );
  state.queues.set(pair, turn);
  inBackground(state, turn);
  return message;
}

/** Twilio answers STOP, START and HELP itself and blocks the pair; the webhook comes all the same (docs: advanced-opt-out). */
function hearKeyword(state: State, { from, to, body }: Texted): void {
  const keyword = keywordOf(body);
  if (!keyword) return;
  const pair = `${from} ${to}`;
  if (keyword === "start" && !state.optOuts.has(pair)) return;
  if (keyword === "stop") state.optOuts.add(pair);
  if (keyword === "start") state.optOuts.delete(pair);
  reply(state, { from: to, to: from, body: ANSWERS[keyword] });
}

async function callWebhook(state: State, message: Message): Promise<void> {
  const number = state.numbers.get(message.to);
  if (!number?.smsUrl) return;
  if (number.carrier === "plivo") return await callPlivoWebhook(state, number.smsUrl, message);
  if (state.faults.strikes("lose_webhook")) return;
  const times = state.faults.strikes("repeat_webhook") ? 2 : 1;
  for (let time = 0; time < times; time++) {
    let posted = await postSigned(state, number.smsUrl, webhookParams(state, message));
    message.webhookAnswers.push(...posted.statuses);
    if ((posted.answer === null || posted.answer.status >= 400) && number.smsFallbackUrl) {
      posted = await postSigned(state, number.smsFallbackUrl, webhookParams(state, message));
      message.webhookAnswers.push(...posted.statuses);
    }
    if (posted.answer && posted.answer.status < 300) {
      for (const body of repliesOf(posted.answer)) {
        reply(state, { from: message.to, to: message.from, body });
      }
    }
  }
}

/** Plivo calls again until it is answered 200, and says in the record how that ended. */
async function callPlivoWebhook(state: State, url: string, message: Message): Promise<void> {
  const lost = state.faults.strikes("lose_webhook");
  const times = state.faults.strikes("repeat_webhook") ? 2 : 1;
  const statuses: number[] = [];
  for (let time = 0; time < times && !lost; time++) {
    statuses.push(...await postPlivo(state, url, plivoTextParams(state, message)));
  }
  message.webhookAnswers.push(...statuses);
  message.status = statuses.includes(200) ? "delivered" : "undelivered";
}

/** A text that the carrier sends without anybody calling its API. */
function reply(state: State, text: { from: string; to: string; body: string }): void {
  const now = new Date();
  const message: Message = {
    ...text,
    media: [],
    sid: newSid("SM"),
    direction: "outbound-reply",
    status: "delivered",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: null,
    createdAt: now,
    sentAt: now,
    statuses: ["delivered"],
    webhookAnswers: [],
  };
  state.messages.set(message.sid, message);
  show(state, text.to, message, "in");
}

/** In the order of the wire (docs: messaging/guides/webhook-request). */
function webhookParams(state: State, message: Message): [string, string][] {
  return [
    ["ToCountry", "US"],
    ["ToState", ""],
    ["SmsMessageSid", message.sid],
    ["NumMedia", String(message.media.length)],
    ["ToCity", ""],
    ["FromZip", ""],
    ["SmsSid", message.sid],
    ["FromState", ""],
    ["SmsStatus", "received"],
    ["FromCity", ""],
    ["Body", message.body],
    ["FromCountry", "US"],
    ["To", message.to],
    ["ToZip", ""],
    ["NumSegments", String(countSegments(message.body))],
    ["MessageSid", message.sid],
    ["AccountSid", state.accountSid],
    ["From", message.from],
    ["ApiVersion", "2010-04-01"],
    ...message.media.flatMap(({ sid, content_type }, index): [string, string][] => [
      [`MediaUrl${index}`, state.url + mediaUri(state, message, sid)],
      [`MediaContentType${index}`, content_type],
    ]),
  ];
}
