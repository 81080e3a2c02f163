import postgres from "postgres";

/** What Postgres said of a file of SQL, with the line that it means. */
export function describeSqlError(error: unknown, text: string): string {
  if (!(error instanceof postgres.PostgresError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const more = [error.detail, error.hint].filter((part) => part).map((part) => `; ${part}`);
  // Postgres counts characters from 1, by code point.
  const position = Number(error.position ?? 0);
  const line = position > 0
    ? ` (line ${
      Array.from(text).slice(0, position - 1).filter((char) => char === "\n").length + 1
    })`
    : "";
  return `${error.message}${more.join("")}${line}`;
}
