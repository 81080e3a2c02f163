import type { Sql } from "../db/connect.ts";
import { readCursor } from "./cursor.ts";

/** What a `masking.list_…` is told of the page that is asked for, with one row more than `limit` as `page` wants; throws `invalid_cursor`. */
export function pageArguments(sql: Sql, query: { limit: number; cursor?: string | undefined }) {
  const count = sql`max_count => ${query.limit + 1}`;
  if (query.cursor === undefined) return count;
  const { createdAt, id } = readCursor(query.cursor);
  return sql`${count}, before_created_at => ${createdAt}, before_id => ${id}`;
}
