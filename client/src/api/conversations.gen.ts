// Generated from docs/openapi.json by "deno task gen:client".

/** @description People connected through pool numbers for a while. */
export type Conversation = {
  /** Format: uuid */
  id: string;
  /** @enum {string} */
  status: "active" | "closed";
  /** @enum {string} */
  mode: "message" | "voice" | "message_and_voice";
  friendly_name: string | null;
  /** @description The proxy number when all have the same, else null. */
  masked_number: string | null;
  /** @description Those who have a seat now, in the order in which they came. */
  participants: Participant[];
  /** @description Texts say whose they are. */
  label_messages: boolean;
  /** @description Calls between two are recorded, once both were told. */
  record_calls: boolean;
  /** @description Every caller enters a PIN, from whatever phone. */
  pin_required: boolean;
  /** @enum {string} */
  leak_policy: "allow" | "warn" | "redact" | "block";
  /** @description Of its calls, and of texts that are ours; null: VOICE_LANGUAGE. */
  language: ("en-US" | "en-GB" | "en-AU" | "es-ES" | "es-MX" | "fr-FR" | "de-DE") | null;
  /** @description What a caller is told before anybody is rung; null: what VOICE_ANNOUNCE says. */
  announcement: string | null;
  metadata: {
    [key: string]: unknown;
  };
  /** @description Seconds; null: never. */
  idle_timeout: number | null;
  starts_at: string | null;
  /** @description Null: no end. */
  expires_at: string | null;
  /** @description Seconds that each message or call adds. */
  extend_on_activity: number | null;
  max_expires_at: string | null;
  /**
   * Format: date-time
   * @description The last relayed message or call, or the opening.
   */
  last_interaction_at: string;
  /** Format: date-time */
  created_at: string;
  closed_at: string | null;
  closed_reason: ("expired" | "idle" | "api" | "participant" | "erased") | null;
  /** @description Only where the service or the creator reads one conversation. */
  leaks?: LeakCounts;
  /** @description For the service: somebody said BLOCK or REPORT. */
  blocked?: boolean;
  /** @description For the service: when REPORT was said first. */
  reported_at?: string | null;
  /** @description For the service: since when texts are kept. */
  frozen_at?: string | null;
};

/** @description Conversations, newest first. */
export type ConversationPage = {
  conversations: Conversation[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

/** @description How much was texted and called in a conversation. */
export type ConversationTotals = {
  messages: {
    /** @description Texts that came in from its participants. */
    received: number;
    /** @description Of those: what was for the others. */
    relayed: number;
    /** @description What the app said, and notices. */
    posted: number;
    segments_received: number;
  };
  forwards: {
    /** @description Texts that the carrier took, one a recipient. */
    sent: number;
    delivered: number;
    failed: number;
    /** @description Not sent: the recipient has opted out or is muted. */
    suppressed: number;
    segments_sent: number;
  };
  calls: {
    /** @description By a phone that called, or by the app. */
    asked_for: number;
    /** @description Of those: the ones in which somebody was reached. */
    connected: number;
    /** @description Of every phone on the line. */
    seconds: number;
  };
};

/** @description A seat in a conversation: one person, known by a label and never by a number. */
export type Participant = {
  /** Format: uuid */
  id: string;
  /** @description Null for a bare number. */
  user_id: string | null;
  /** @description What the others know this person by. */
  label: string | null;
  /** @description The number that this participant texts, and from which this one hears the others. */
  proxy_number: string;
  /** Format: date-time */
  joined_at: string;
};

/** @description How many texts the leak guard has found. */
export type LeakCounts = {
  warned: number;
  redacted: number;
  blocked: number;
};

export type NewConversation = {
  /** @description 2 to 50 people, of the service also one alone; of each either user_id or, for the service only, phone. */
  participants: Person[];
  /**
   * @description Texts say whose they are also between two.
   * @default false
   */
  label_messages?: boolean;
  /**
   * @description Calls between two are recorded, once both were told; needs RECORDING_DAYS.
   * @default false
   */
  record_calls?: boolean;
  /**
   * @description Who calls enters a PIN also from a phone of the conversation, as a caller id can be forged.
   * @default false
   */
  pin_required?: boolean;
  /**
   * @description The start; null: at once.
   * @default null
   */
  starts_at?: string | null;
  /** @description Seconds until the end, instead of expires_at; null: no end. */
  expires_in?: number | null;
  /** @description The end; null: no end. */
  expires_at?: string | null;
  /**
   * @description Seconds that it lives on after each message or call, up to max_expires_at.
   * @default null
   */
  extend_on_activity?: number | null;
  /**
   * @description The latest end that it may get.
   * @default null
   */
  max_expires_at?: string | null;
  /**
   * @description Ends it after so many seconds without a message or a call; null: never.
   * @default null
   */
  idle_timeout?: number | null;
  /**
   * @description For texts, for calls or for both.
   * @default message
   * @enum {string}
   */
  mode?: "message" | "voice" | "message_and_voice";
  /**
   * @description Numbers of the participant's country, also of the area code, its overlays or a radius, or of any country.
   * @default country
   * @enum {string}
   */
  geo_match?: "country" | "prefer_area_code" | "area_code" | "overlay" | "radius" | "any";
  /**
   * @description With geo_match radius: how far an area code may lie from the participant's.
   * @default 100
   */
  geo_radius_km?: number;
  /**
   * @description The numbers that these same people had last: again, or not while others are free.
   * @default prefer
   * @enum {string}
   */
  sticky?: "prefer" | "avoid";
  /**
   * @description What happens to a text that tells how to be reached past the app.
   * @default allow
   * @enum {string}
   */
  leak_policy?: "allow" | "warn" | "redact" | "block";
  /**
   * @description Of what Maskline itself says to these people; null: that of the settings.
   * @default null
   */
  language?: ("en-US" | "en-GB" | "en-AU" | "es-ES" | "es-MX" | "fr-FR" | "de-DE") | null;
  /** @description What a caller is told before anybody is rung, 1 to 200 characters; null: what VOICE_ANNOUNCE says. Only the service sets it. */
  announcement?: string | null;
  /**
   * @description 1 to 255 characters.
   * @default null
   */
  friendly_name?: string | null;
  /**
   * @description An object of the app's, 16,384 characters at most as JSON.
   * @default {}
   */
  metadata?: {
    [key: string]: Json;
  };
};

export type ConversationChanges = {
  /** @description Seconds until the end, instead of expires_at; null: no end. */
  expires_in?: number | null;
  /** @description The end; null: no end. */
  expires_at?: string | null;
  /** @description The start; null: at once. */
  starts_at?: string | null;
  /** @description Seconds that it lives on after each message or call, up to max_expires_at. */
  extend_on_activity?: number | null;
  /** @description The latest end that it may get. */
  max_expires_at?: string | null;
  /** @description Ends it after so many seconds without a message or a call; null: never. */
  idle_timeout?: number | null;
  /** @description Texts say whose they are also between two. */
  label_messages?: boolean;
  /** @description Calls between two are recorded, once both were told; needs RECORDING_DAYS. */
  record_calls?: boolean;
  /** @description Who calls enters a PIN also from a phone of the conversation, as a caller id can be forged. */
  pin_required?: boolean;
  /**
   * @description closed ends it, active opens it again.
   * @enum {string}
   */
  status?: "closed" | "active";
  /**
   * @description What happens to a text that tells how to be reached past the app.
   * @enum {string}
   */
  leak_policy?: "allow" | "warn" | "redact" | "block";
  /** @description Of what Maskline itself says to these people; null: that of the settings. */
  language?: ("en-US" | "en-GB" | "en-AU" | "es-ES" | "es-MX" | "fr-FR" | "de-DE") | null;
  /** @description What a caller is told before anybody is rung, 1 to 200 characters; null: what VOICE_ANNOUNCE says. Only the service sets it. */
  announcement?: string | null;
  /** @description 1 to 255 characters. */
  friendly_name?: string | null;
  /** @description Replaced as a whole. */
  metadata?: {
    [key: string]: Json;
  };
};

/** @description Any JSON. */
export type Json = unknown;

export type Person = {
  /**
   * Format: uuid
   * @description Represented by the number that the user verified last.
   */
  user_id?: string;
  /** @description As people write it; without a country code the default countries are tried. */
  phone?: string;
  /** @description What the others know this person by: 1 to 32 characters, a letter or a digit among them. */
  label?: string;
  /** @description The pool number that this person is to get; for the service only. */
  proxy_number?: string;
};
