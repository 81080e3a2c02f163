// Generated from docs/openapi.json by "deno task gen:client".

import type { Forward, MediaFile } from "./messages.gen.ts";

/** @description A text that is not relayed, or not yet. */
export type HeldMessage = {
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
  policy: {
    /**
     * @description Waits for the policy hook, or for the service.
     * @enum {string}
     */
    state: "pending" | "held";
    /** @description A code word: the hook's, other, no_answer or no_hook. */
    reason: string | null;
    /** @description How often the hook was asked. */
    attempts: number;
    decided_at: string | null;
  };
};

/** @description Held messages, newest first. */
export type HeldMessagePage = {
  held_messages: HeldMessage[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

export type Release = {
  /** @description A text in the place of the held one. */
  body?: string;
};
