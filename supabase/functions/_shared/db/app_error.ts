import { AppError, type ErrorCode, ERRORS } from "../errors.ts";

const BY_SQLSTATE = new Map<string, ErrorCode>(
  Object.entries(ERRORS).flatMap(([code, error]) =>
    "sqlstate" in error ? [[error.sqlstate, code as ErrorCode]] : []
  ),
);

/** postgres.js's own codes, and the SQLSTATE classes that mean that the server is down, busy or going down, or a lock was not to be had. */
const UNAVAILABLE =
  /^(08...|53...|57P0.|57014|25006|55P03|CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;

/** Constraints that a well-formed request can break. */
const BY_CONSTRAINT: Record<string, [ErrorCode, string]> = {
  provider_sid_names_one_number: [
    "validation_failed",
    "Import numbers: two of them have the same provider_sid",
  ],
  one_seat_per_person: ["already_participant", "Connect people: one of them is named twice"],
  one_seat_per_label: [
    "label_taken",
    "Label a participant: somebody in the conversation has this label, choose another",
  ],
  expires_after_start: ["expires_too_early", "Set the window: it must end after its start"],
  expires_by_the_cap: [
    "validation_failed",
    "Set the expiry: it must not lie after max_expires_at",
  ],
  extension_has_an_end_and_a_cap: [
    "validation_failed",
    "Extend on activity: the conversation needs an expiry and max_expires_at",
  ],
  one_held_binding_per_pair: ["number_taken", "Take a number: a person holds it already"],
  user_phone_numbers_user_id_fkey: [
    "not_authenticated",
    "Link a number: the user of this token does not exist any more",
  ],
  one_masked_phone_per_client: [
    "number_taken",
    "Open the conversation again: its client has another masked phone",
  ],
  legal_holds_user_id_fkey: ["validation_failed", "Place a legal hold: there is no such user"],
  legal_holds_conversation_id_fkey: [
    "conversation_not_found",
    "Place a legal hold: there is no such conversation",
  ],
};

/** The error that the database's failure means to a client; null when it is nobody's but ours. */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error) || !("code" in error)) return null;
  const sqlstate = String(error.code);
  const code = BY_SQLSTATE.get(sqlstate);
  if (code === "pool_exhausted") {
    const freeAt = "detail" in error && typeof error.detail === "string" ? error.detail : "";
    return new AppError(
      code,
      "Allocate a number: a participant already holds every eligible number; close a conversation or import numbers",
      { cause: error, members: { available_at: freeAt === "" ? null : freeAt } },
    );
  }
  if (code) return new AppError(code, error.message, { cause: error });
  const broken = "constraint_name" in error
    ? BY_CONSTRAINT[String(error.constraint_name)]
    : undefined;
  if (broken) return new AppError(broken[0], broken[1], { cause: error });
  if (UNAVAILABLE.test(sqlstate)) {
    return new AppError("database_unavailable", "The database cannot be reached: try again", {
      cause: error,
      retryAfterSeconds: 5,
    });
  }
  return null;
}
