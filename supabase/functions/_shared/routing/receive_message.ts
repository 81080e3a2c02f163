import type { Sql } from "../db/connect.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Claim } from "../delivery/claim.ts";
import type { MediaItem } from "../media/media_item.ts";
import type { Ask } from "../policy/ask.ts";
import type { StrangerAsk } from "../strangers/stranger_ask.ts";
import type { TextSize } from "../carrier/measure_text.ts";
import type { Keyword } from "./classify_keyword.ts";
import type { Notice } from "./encrypt_notice.ts";
import type { Mention } from "./read_mention.ts";

export type Outcome =
  | "forwarded"
  | "duplicate"
  | "no_conversation"
  | "conversation_closed"
  | "opt_out"
  | "opt_in"
  | "help"
  | "opted_out"
  | "blocked"
  | "rate_limited"
  | "loop"
  | "block"
  | "report"
  | "not_started"
  | "alone"
  | "mute"
  | "unmute"
  | "leave";

export type Received = {
  outcome: Outcome;
  conversation_id: string | null;
  message_id: string | null;
  may_answer: boolean;
  claims: Claim[];
  /** Of the conversation, where it may be answered. */
  language: string | null;
  /** What to ask the policy hook before the text goes anywhere. */
  ask: Ask | null;
  /** What to ask the app about the sender, who is in no conversation on this number. */
  stranger: StrangerAsk | null;
};

export type InboundText = {
  toNumber: string;
  fromHash: string;
  fromEncrypted: string | null;
  providerSid: string;
  bodyEncrypted: string;
  media: MediaItem[];
  segments: number;
  /** What a group needs to know of it besides. */
  size?: TextSize;
  mention?: Mention | null;
  keyword: Keyword | null;
  notice: Notice | null;
  /** To the sender, of a keyword that is answered. */
  answer?: Notice | null;
  maxPerHour: number;
  /** Whether it waits for the policy hook. */
  asksPolicy?: boolean;
  /** Whether one to nobody waits for what the app says of the sender; `fromEncrypted` is given then. */
  asksStrangers?: boolean;
};

/** `masking.receive_message`: all that happens to a text before the carrier gets its answer, in one round trip. */
export async function receiveMessage(sql: Sql, text: InboundText): Promise<Received> {
  const [received] = await inOneTrip(sql)<Received>`
    select * from masking.receive_message(
      to_number => ${text.toNumber}, from_hash => masking.known_phone_hash(phone_hash => ${text.fromHash}),
      from_encrypted => ${text.fromEncrypted}, provider_sid => ${text.providerSid},
      body_encrypted => ${text.bodyEncrypted},
      media => ${text.media}, segments => ${text.segments},
      keyword => ${text.keyword}, notice_encrypted => ${text.notice},
      max_per_hour => ${text.maxPerHour}, size => ${text.size ?? null}, mention => ${
    text.mention ?? null
  }, asks_policy => ${text.asksPolicy ?? false},
      answer_encrypted => ${text.answer ?? null}, asks_strangers => ${
    text.asksStrangers ?? false
  })`;
  return received!;
}
