import { writeCursor } from "./cursor.ts";

/** A page of rows that were asked for with one more than `limit`; `next_cursor` is null on the last page. */
export function page<T extends { created_at: string; id: string }>(
  rows: T[],
  limit: number,
): { items: T[]; next_cursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last ? writeCursor(last) : null };
}
