import { AppError, type ErrorCode, ERRORS } from "../errors.ts";

const BY_SQLSTATE = new Map<string, ErrorCode>(
  Object.entries(ERRORS).flatMap(([code, error]) =>
    "sqlstate" in error ? [[error.sqlstate, code as ErrorCode]] : []
  ),
);

/** postgres.js's own codes, and the SQLSTATE classes that mean that the server is down, busy or going down. */
const UNAVAILABLE =
  /^(08...|53...|57P0.|57014|25006|CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/;

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
  if (UNAVAILABLE.test(sqlstate)) {
    return new AppError("database_unavailable", "The database cannot be reached: try again", {
      cause: error,
      retryAfterSeconds: 5,
    });
  }
  return null;
}
