// Generated from docs/openapi.json by "deno task gen:client".

/** @description An event, and what became of its delivery. */
export type OutgoingEvent = {
  /**
   * Format: uuid
   * @description The webhook-id, the same in every attempt.
   */
  id: string;
  /** @enum {string} */
  type:
    | "conversation.created"
    | "conversation.reopened"
    | "conversation.closed"
    | "conversation.number_replaced"
    | "message.late"
    | "message.relayed"
    | "message.failed"
    | "participant.opted_out"
    | "participant.opted_in"
    | "call.ended"
    | "call.voicemail";
  /** Format: uuid */
  conversation_id: string;
  /** @enum {string} */
  status: "due" | "sending" | "delivered" | "given_up";
  attempts: number;
  /** @description HTTP_ and a status, TIMEOUT or NETWORK. */
  error_code: string | null;
  /** Format: date-time */
  created_at: string;
  next_attempt_at: string | null;
  settled_at: string | null;
  data: {
    [key: string]: unknown;
  };
};

/** @description Events, newest first. */
export type EventPage = {
  events: OutgoingEvent[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

export type ReplayRequest = {
  /** @description Events by their ids, 100 at most. */
  ids?: string[];
  /** @description Events of these types. */
  types?: (
    | "conversation.created"
    | "conversation.reopened"
    | "conversation.closed"
    | "conversation.number_replaced"
    | "message.late"
    | "message.relayed"
    | "message.failed"
    | "participant.opted_out"
    | "participant.opted_in"
    | "call.ended"
    | "call.voicemail"
  )[];
  /**
   * Format: uuid
   * @description Of this conversation alone.
   */
  conversation_id?: string;
  /**
   * @description Events in this state.
   * @enum {string}
   */
  status?: "due" | "delivered" | "given_up";
  /** @description Events from then on. */
  since?: string & (unknown & unknown);
  /** @description Events until then. */
  until?: string & (unknown & unknown);
  /** @description next_cursor of the page before. */
  cursor?: string;
};

/** @description How many events are due again; with a next_cursor there are more. */
export type Replay = {
  count: number;
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};
