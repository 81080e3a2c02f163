import { AppError } from "../errors.ts";

/** More than any request of ours needs; a webhook with ten media URLs has 5 kB. */
export const MAX_BODY_BYTES = 65_536;

/** The raw body of a request or an answer as text, read no further than the limit. Throws `body_too_large`; `invalid_json` when it is not UTF-8. */
export async function readBody(
  { body }: { body: ReadableStream<Uint8Array> | null },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new AppError(
        "body_too_large",
        `Read the body: it is larger than ${MAX_BODY_BYTES} bytes`,
      );
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AppError("invalid_json", "Read the body: it must be UTF-8");
  }
}
