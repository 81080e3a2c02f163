import { z } from "zod";
import { AppError } from "../errors.ts";
import { decodeBase64Url, encodeBase64Url } from "../privacy/base64url.ts";

// Postgres knows no year 0.
const schema = z.tuple([z.iso.datetime({ offset: true }).regex(/^(?!0000)/), z.uuid()]);

/** Where a page ended: the time and id of its last row. */
export type Cursor = { createdAt: string; id: string };

/** An opaque cursor for `next_cursor`. */
export function writeCursor(last: { created_at: string; id: string }): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify([last.created_at, last.id])));
}

/** The reverse of `writeCursor`; throws `invalid_cursor`. */
export function readCursor(text: string): Cursor {
  try {
    const [createdAt, id] = schema.parse(
      JSON.parse(new TextDecoder().decode(decodeBase64Url(text))),
    );
    return { createdAt, id };
  } catch {
    throw new AppError(
      "invalid_cursor",
      "Read the cursor: pass next_cursor of the page before, or none",
    );
  }
}
