// Generated from docs/openapi.json by "deno task gen:client".

import type { Forward, MediaFile } from "./messages.gen.ts";

/** @description What neither erasure nor retention may touch. */
export type LegalHold = {
  /** Format: uuid */
  id: string;
  user_id: string | null;
  conversation_id: string | null;
  /** @description What the access audit calls it: an id, or a keyed hash. */
  subject: string;
  reason: string | null;
  /** Format: date-time */
  created_at: string;
};

/** @description Legal holds, newest first. */
export type LegalHoldPage = {
  legal_holds: LegalHold[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

export type NewLegalHold = {
  /** @description As people write it; without a country code the default countries are tried. */
  phone?: string;
  /**
   * Format: uuid
   * @description The user with all the user's numbers, instead of phone.
   */
  user_id?: string;
  /**
   * Format: uuid
   * @description The conversation to hold, instead of a person.
   */
  conversation_id?: string;
  /**
   * @description 1 to 255 characters.
   * @default null
   */
  reason?: string | null;
};

/** @description Who read, exported, erased or held what. */
export type Access = {
  id: string;
  /** Format: date-time */
  created_at: string;
  /** @description user:<id>, service:<name of the secret key>, or system. */
  actor: string;
  action: string;
  subject: string | null;
  details: {
    [key: string]: unknown;
  };
};

/** @description The access audit, newest first. */
export type AccessPage = {
  audit: Access[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

export type NamedPerson = {
  /** @description As people write it; without a country code the default countries are tried. */
  phone?: string;
  /**
   * Format: uuid
   * @description The user with all the user's numbers, instead of phone.
   */
  user_id?: string;
};

/** @description Everything that is held about a person, in the clear. */
export type PersonExport = {
  /** @description What the access audit calls it: an id, or a keyed hash. */
  subject: string;
  /** Format: date-time */
  exported_at: string;
  phone_numbers: {
    /** @description A phone number in E.164. */
    phone: string;
    verified_at: string | null;
    /** Format: date-time */
    created_at: string;
  }[];
  conversations: {
    /** Format: uuid */
    id: string;
    /** @enum {string} */
    status: "active" | "closed";
    /** @enum {string} */
    mode: "message" | "voice" | "message_and_voice";
    friendly_name: string | null;
    announcement: string | null;
    metadata: {
      [key: string]: unknown;
    };
    created_by_person: boolean;
    /** Format: date-time */
    created_at: string;
    expires_at: string | null;
    closed_at: string | null;
    closed_reason: ("expired" | "idle" | "api" | "participant" | "erased") | null;
    seats: {
      /** Format: uuid */
      id: string;
      user_id: string | null;
      label: string | null;
      phone: string | null;
      /** @description A phone number in E.164. */
      proxy_number: string;
      /** Format: date-time */
      joined_at: string;
      left_at: string | null;
      muted_at: string | null;
    }[];
  }[];
  sent: {
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
      /** @enum {string} */
      state: "pending" | "allowed" | "changed" | "held" | "passed" | "released" | "dropped";
      /** @description A code word: the hook's, other, no_answer or no_hook. */
      reason: string | null;
      decided_at: string | null;
    } | null;
  }[];
  received: {
    /** Format: uuid */
    id: string;
    conversation_id: string | null;
    body: string | null;
    media: (MediaFile | null)[] | null;
    /** Format: date-time */
    created_at: string;
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
  }[];
  /** @description Texts to nobody of which the app is yet to say what to do. */
  asked_about: {
    /** Format: uuid */
    id: string;
    /** @description The pool number that was texted. */
    number: string;
    body: string;
    media_count: number;
    /** Format: date-time */
    created_at: string;
  }[];
  calls: {
    /** Format: uuid */
    id: string;
    conversation_id: string | null;
    /** @enum {string} */
    direction: "inbound" | "outbound";
    status: string;
    /** Format: date-time */
    created_at: string;
    answered_at: string | null;
    ended_at: string | null;
    duration_seconds: number | null;
    recording: {
      /** Format: uri */
      url: string;
      seconds: number | null;
      /** Format: date-time */
      expires_at: string;
      /** @enum {string} */
      kind: "talk" | "voicemail";
    } | null;
  }[];
  opt_outs: {
    /** Format: date-time */
    opted_out_at: string;
    /** @enum {string} */
    source: "keyword" | "carrier" | "api";
  }[];
  blocks: {
    conversation_id: string | null;
    /** Format: date-time */
    created_at: string;
  }[];
  access: {
    /** Format: date-time */
    at: string;
    actor: string;
    action: string;
    subject: string | null;
  }[];
};

/** @description What was erased. */
export type ErasureReceipt = {
  /** Format: uuid */
  id: string;
  erased: {
    conversations: number;
    messages: number;
    forwards: number;
    phone_numbers: number;
    rate_limits: number;
    calls: number;
  };
  carrier_deletions_queued: number;
};
