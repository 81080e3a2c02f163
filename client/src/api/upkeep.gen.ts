// Generated from docs/openapi.json by "deno task gen:client".

/** @description A key of this database. */
export type EncryptionKey = {
  /** @description Gives nothing of the key away. */
  id: string;
  /** @enum {string} */
  role: "current" | "previous" | "missing";
  /** @description Something is stored under it. */
  used: boolean;
  /** @description What is left under a key that is not current. */
  people: number | null;
  /** @description Of these, those of whom only a hash is kept. */
  erased_people: number | null;
  bodies: number | null;
  repeats_until: string | null;
  created_at: string | null;
  retired_at: string | null;
  lost_at: string | null;
};

/** @description The keys of this database, newest first. */
export type EncryptionKeys = {
  keys: EncryptionKey[];
};

export type RotationRequest = {
  /** @description The id of the key to go to, where that is the older one. */
  to?: string;
  /**
   * @description People, and as many texts, in one call.
   * @default 200
   */
  max_count?: number;
};

/** @description What one batch brought under the current key. */
export type KeyRotation = {
  /** @description Gives nothing of the key away. */
  from: string;
  /** @description Gives nothing of the key away. */
  to: string;
  people: number;
  bodies: number;
  /** @description What no key opens; it stays as it is. */
  unreadable: number;
  /** @description Call it again. */
  more: boolean;
};

/** @description What waits, for how long, what failed in the last hour, and what is held back. */
export type DeliveryHealth = {
  queue_depth: number;
  queued: number;
  sending: number;
  unknown: number;
  carrier_not_configured: number;
  oldest_waiting_since: string | null;
  oldest_waiting_seconds: number;
  /** @description Forwards that wait for the end of quiet hours; in none of the above. */
  quiet: number;
  failures_last_hour: number;
  carrier_compared_until: string | null;
  /** @description Texts that the policy hook has yet to decide. */
  policy_pending: number;
  policy_pending_since: string | null;
  /** @description Texts that wait to be released or dropped. */
  policy_held: number;
  /** @description Of these, those of which the hook said nothing for a day. */
  policy_unanswered: number;
  /** @description Texts of strangers of which the app is yet to say what to do. */
  strangers_pending: number;
  strangers_pending_since: string | null;
  carrier_deletions_waiting: number;
  events_waiting: number;
  events_oldest_waiting_seconds: number;
  events_given_up: number;
};

/** @description Why texts failed, and why others wait; the most frequent first. */
export type FailureReasons = {
  failed: {
    /** @enum {string} */
    status: "failed" | "undelivered";
    /** @description The carrier's, of the last try. */
    error_code: string | null;
    count: number;
    /** Format: date-time */
    last_at: string;
  }[];
  waiting: {
    /** @enum {string} */
    status: "queued" | "unknown";
    /** @description The carrier's, of the last try. */
    error_code: string | null;
    count: number;
    /** Format: date-time */
    oldest_at: string;
  }[];
};
