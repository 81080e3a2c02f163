import type { Sql } from "../db/connect.ts";
import { readCursor } from "./cursor.ts";

/** What a `masking.list_…` is told of the page that is asked for, with one row more than `limit` as `page` wants; throws `invalid_cursor`. */
export function pageArguments(sql: Sql, query: { limit: number; cursor?: string | undefined }) {
  const count = sql`max_count => ${query.limit + 1}`;
  if (query.cursor === undefined) return count;
  const { createdAt, id } = readCursor(query.cursor);
  // As text: the driver would make a Date of it, whose milliseconds are before rows that are yet to come.
  return sql`${count}, before_created_at => ${createdAt}::text::timestamptz, before_id => ${id}`;
}
