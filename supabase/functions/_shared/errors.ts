/** Every failure that a client can meet: `code` → HTTP status, title, and the SQLSTATE that means it. `docs/errors.md` explains each. */
export const ERRORS = {
  invalid_json: { status: 400, title: "The body is not JSON" },
  validation_failed: { status: 400, title: "The request has invalid values" },
  invalid_cursor: { status: 400, title: "The cursor is not one of ours" },
  expires_too_early: { status: 400, title: "The expiry lies in the past", sqlstate: "MSKEX" },
  not_authenticated: { status: 401, title: "The request is not authenticated" },
  forbidden: { status: 403, title: "The caller may not do this", sqlstate: "MSKFB" },
  sender_not_allowed: { status: 403, title: "The sender number may not be used here" },
  link_not_allowed: { status: 403, title: "The text is not a magic link" },
  country_not_allowed: { status: 403, title: "Recipients in this country are not allowed" },
  masking_disabled: { status: 403, title: "Masking is switched off" },
  call_refused: { status: 403, title: "The policy hook refuses the call" },
  not_found: { status: 404, title: "There is nothing at this path" },
  conversation_not_found: { status: 404, title: "No such conversation", sqlstate: "MSKCN" },
  participant_not_found: { status: 404, title: "No such participant", sqlstate: "MSKPN" },
  number_not_found: { status: 404, title: "No such pool number", sqlstate: "MSKNN" },
  client_phone_not_found: {
    status: 404,
    title: "No masked phone for this client",
    sqlstate: "MSKCP",
  },
  phone_number_not_found: {
    status: 404,
    title: "The user has no such phone number",
    sqlstate: "MSKUP",
  },
  legal_hold_not_found: { status: 404, title: "No such legal hold", sqlstate: "MSKLN" },
  opt_out_not_found: { status: 404, title: "No such opt-out", sqlstate: "MSKON" },
  block_not_found: {
    status: 404,
    title: "Nobody is blocked by this conversation",
    sqlstate: "MSKBN",
  },
  freeze_not_found: { status: 404, title: "The texts are not frozen", sqlstate: "MSKFZ" },
  held_message_not_found: { status: 404, title: "No such held message", sqlstate: "MSKHM" },
  media_not_found: { status: 404, title: "The file is not there any more" },
  recording_not_found: {
    status: 404,
    title: "There is no recording of this call",
    sqlstate: "MSKRE",
  },
  method_not_allowed: { status: 405, title: "The path does not take this method" },
  conversation_closed: { status: 409, title: "The conversation is closed", sqlstate: "MSKCL" },
  conversation_not_started: {
    status: 409,
    title: "The conversation has not started",
    sqlstate: "MSKNS",
  },
  alone_in_conversation: {
    status: 409,
    title: "Nobody else is in the conversation",
    sqlstate: "MSKAL",
  },
  conversation_full: {
    status: 409,
    title: "The conversation has 50 participants",
    sqlstate: "MSKFU",
  },
  already_participant: {
    status: 409,
    title: "This person is in the conversation",
    sqlstate: "MSKIN",
  },
  label_taken: { status: 409, title: "Somebody has this label" },
  rotation_not_ready: {
    status: 409,
    title: "The keys are not set for a rotation",
    sqlstate: "MSKRN",
  },
  mode_not_allowed: {
    status: 409,
    title: "The conversation is not for this",
    sqlstate: "MSKMO",
  },
  number_taken: { status: 409, title: "A number is no longer free", sqlstate: "MSKNT" },
  number_in_use: {
    status: 409,
    title: "The number is still lent or cooling down",
    sqlstate: "MSKNU",
  },
  people_blocked: {
    status: 409,
    title: "Two of these people may not be connected",
    sqlstate: "MSKBL",
  },
  pool_exhausted: {
    status: 409,
    title: "No free number for these participants",
    sqlstate: "MSKPE",
  },
  legal_hold: { status: 409, title: "A legal hold keeps the data", sqlstate: "MSKLH" },
  recipient_opted_out: {
    status: 409,
    title: "The recipient has opted out",
    sqlstate: "MSKOO",
  },
  request_in_progress: {
    status: 409,
    title: "The first request with this key is still at work",
    sqlstate: "MSKIP",
  },
  body_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body is not of the right type" },
  phone_not_verified: { status: 422, title: "A user has no verified phone number" },
  wrong_code: { status: 422, title: "The code is not the one that was sent" },
  code_expired: { status: 422, title: "No code is waiting for this number" },
  too_many_tries: { status: 422, title: "The code was guessed at too often" },
  own_number: {
    status: 422,
    title: "A pool number cannot be a participant",
    sqlstate: "MSKOW",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The Idempotency-Key was used for another request",
    sqlstate: "MSKIK",
  },
  carrier_refused: { status: 422, title: "The carrier refused the text" },
  rate_limited: { status: 429, title: "Too many requests" },
  unexpected_failure: { status: 500, title: "Something went wrong on our side" },
  not_configured: { status: 503, title: "A setting is missing" },
  wrong_encryption_key: {
    status: 503,
    title: "The encryption key is not that of the database",
    sqlstate: "MSKWK",
  },
  carrier_unavailable: { status: 503, title: "The carrier cannot be reached" },
  database_unavailable: { status: 503, title: "The database cannot be reached" },
} as const satisfies Record<string, { status: number; title: string; sqlstate?: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One invalid value: `path` as in `participants.1.phone`. */
export type InvalidValue = { path: string; message: string };

/** What a problem document may say beyond its code. `detail` is read by clients: it never holds a number, a text or a key. */
export type ErrorExtras = {
  errors?: InvalidValue[];
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
  members?: Record<string, unknown>;
  cause?: unknown;
};

/** A failure with a code of `ERRORS`; thrown anywhere, answered in one place (`http/problem.ts`). */
export class AppError extends Error {
  override name = "AppError";
  constructor(readonly code: ErrorCode, detail: string, readonly extras: ErrorExtras = {}) {
    super(detail, extras.cause === undefined ? undefined : { cause: extras.cause });
  }
}
