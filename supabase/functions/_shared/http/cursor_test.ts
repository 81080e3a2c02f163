import assert from "node:assert/strict";
import fc from "fast-check";
import { AppError } from "../errors.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { page } from "./page.ts";

const row = (n: number) => ({
  id: crypto.randomUUID(),
  created_at: `2026-05-01T00:00:0${n}.123456+00:00`,
});

Deno.test("readCursor() reads what writeCursor() wrote, to the microsecond", () => {
  const last = row(1);
  assert.deepEqual(readCursor(writeCursor(last)), { createdAt: last.created_at, id: last.id });
});

Deno.test("readCursor() refuses a time that Postgres does not have", () => {
  const cursor = writeCursor({ ...row(1), created_at: "0000-01-01T00:00:00Z" });
  assert.throws(() => readCursor(cursor), { code: "invalid_cursor" });
});

Deno.test("readCursor() refuses anything else", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
    assert.throws(
      () => readCursor(text),
      (error) => error instanceof AppError && error.code === "invalid_cursor",
    );
  }));
});

Deno.test("page() has a next cursor only when there is more", () => {
  const rows = [row(3), row(2), row(1)];
  assert.deepEqual(page(rows, 3), { items: rows, next_cursor: null });
  assert.deepEqual(page(rows, 2), { items: rows.slice(0, 2), next_cursor: writeCursor(rows[1]!) });
  assert.deepEqual(page([], 2), { items: [], next_cursor: null });
});
