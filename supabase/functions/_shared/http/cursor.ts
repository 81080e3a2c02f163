import * as z from "zod";
import { AppError } from "../errors.ts";
import { decodeBase64Url, encodeBase64Url } from "../privacy/base64url.ts";

// Postgres knows no year 0.
const time = z.iso.datetime({ offset: true }).regex(/^(?!0000)/);

/** Where a page ended: the time and id of its last row. */
export type Cursor = { createdAt: string; id: string };

/** An opaque cursor for `next_cursor`. */
export function writeCursor(last: { created_at: string; id: string }): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify([last.created_at, last.id])));
}

/** The reverse of `writeCursor`, of rows with ids of this form; throws `invalid_cursor`. */
export function readCursor(text: string, id: z.ZodType<string> = z.uuid()): Cursor {
  try {
    const [createdAt, lastId] = z.tuple([time, id]).parse(
      JSON.parse(new TextDecoder().decode(decodeBase64Url(text))),
    );
    return { createdAt, id: lastId };
  } catch {
    throw new AppError(
      "invalid_cursor",
      "Read the cursor: pass next_cursor of the page before, or none",
    );
  }
}
