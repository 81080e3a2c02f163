// Generated from docs/openapi.json by "deno task gen:client".

/** @description A failure (RFC 9457). */
export type Problem = {
  /** @description An identifier; it leads nowhere. */
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  /** @description detail again, as in the platform's own failures. */
  message: string;
  /**
   * Format: uuid
   * @description It is in the log.
   */
  request_id: string;
  /** @description With validation_failed: what to change. */
  errors?: {
    path: string;
    message: string;
  }[];
  /** @description With carrier_refused and carrier_unavailable: the carrier's own code. */
  carrier_code?: string | null;
  /** @description With pool_exhausted: when a number becomes free by itself. */
  available_at?: string | null;
  /** @description With wrong_code. */
  tries_left?: number;
  /** @description To the Auth hook: what Supabase Auth reads. */
  error?: {
    http_code: number;
    message: string;
  };
};

/**
 * @description What went wrong; clients branch on it alone.
 * @enum {string}
 */
export type ErrorCode =
  | "invalid_json"
  | "validation_failed"
  | "invalid_cursor"
  | "expires_too_early"
  | "not_authenticated"
  | "forbidden"
  | "sender_not_allowed"
  | "link_not_allowed"
  | "country_not_allowed"
  | "masking_disabled"
  | "call_refused"
  | "not_found"
  | "conversation_not_found"
  | "participant_not_found"
  | "number_not_found"
  | "client_phone_not_found"
  | "phone_number_not_found"
  | "legal_hold_not_found"
  | "opt_out_not_found"
  | "block_not_found"
  | "freeze_not_found"
  | "held_message_not_found"
  | "media_not_found"
  | "recording_not_found"
  | "method_not_allowed"
  | "conversation_closed"
  | "conversation_not_started"
  | "alone_in_conversation"
  | "conversation_full"
  | "already_participant"
  | "label_taken"
  | "rotation_not_ready"
  | "mode_not_allowed"
  | "number_taken"
  | "number_in_use"
  | "people_blocked"
  | "pool_exhausted"
  | "legal_hold"
  | "recipient_opted_out"
  | "request_in_progress"
  | "body_too_large"
  | "unsupported_media_type"
  | "phone_not_verified"
  | "wrong_code"
  | "code_expired"
  | "too_many_tries"
  | "own_number"
  | "idempotency_key_reused"
  | "carrier_refused"
  | "rate_limited"
  | "unexpected_failure"
  | "not_configured"
  | "wrong_encryption_key"
  | "carrier_unavailable"
  | "database_unavailable";
