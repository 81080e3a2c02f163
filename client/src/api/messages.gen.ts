// Generated from docs/openapi.json by "deno task gen:client".

/** @description A text that came in, from a phone or from the app. */
export type Message = {
  /** Format: uuid */
  id: string;
  conversation_id: string | null;
  /**
   * @description inbound came from a phone, outbound from the app.
   * @enum {string}
   */
  direction: "inbound" | "outbound";
  /** @description Null when the service spoke. */
  sender_participant_id: string | null;
  /** @description Whom a text in a group named. */
  only_to_participant_id: string | null;
  /** @enum {string} */
  outcome:
    | "forwarded"
    | "no_conversation"
    | "conversation_closed"
    | "not_started"
    | "alone"
    | "opt_out"
    | "opt_in"
    | "help"
    | "opted_out"
    | "blocked"
    | "rate_limited"
    | "loop"
    | "block"
    | "report"
    | "mute"
    | "unmute"
    | "leave";
  /** @description As it was relayed; null once it has been dropped. */
  body: string | null;
  media: (MediaFile | null)[] | null;
  /** Format: date-time */
  created_at: string;
  forwards: Forward[];
};

/** @description Messages, newest first. */
export type MessagePage = {
  messages: Message[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

/** @description A message on its way to one recipient. */
export type Forward = {
  /** Format: uuid */
  id: string;
  /** Format: uuid */
  recipient_participant_id: string;
  /** @description 1, and 2 for the second part of a text that is too long with its label. */
  part: number;
  /** @enum {string} */
  status:
    | "queued"
    | "sending"
    | "sent"
    | "delivered"
    | "undelivered"
    | "failed"
    | "unknown"
    | "suppressed"
    | "held";
  sent_at: string | null;
  delivered_at: string | null;
};

/** @description A file that came with a message. */
export type MediaFile = {
  content_type: string;
  /** @description Bytes. */
  size: number;
  /** @description Good for an hour; null while the store does not answer. */
  url: string | null;
};

export type NewMessage = {
  /** @description 1 to 1,600 characters. */
  body: string;
  /**
   * Format: uuid
   * @description Who alone is to get it; for the service only.
   */
  participant_id?: string;
};
