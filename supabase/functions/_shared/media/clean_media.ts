import { cleanGif } from "./clean_gif.ts";
import { cleanJpeg } from "./clean_jpeg.ts";
import { cleanPng } from "./clean_png.ts";
import { cleanWebp } from "./clean_webp.ts";
import { mediaType } from "./media_type.ts";

export type Cleaned =
  | { kind: "clean"; contentType: string; bytes: Uint8Array }
  | { kind: "refused"; code: "wrong_type" | "damaged" | "not_cleanable" };

const CLEANERS: Record<string, (bytes: Uint8Array) => Uint8Array | null> = {
  "image/jpeg": cleanJpeg,
  "image/png": cleanPng,
  "image/webp": cleanWebp,
  "image/gif": cleanGif,
};

/**
 * A file without what it tells of where, when and with what it was made. One of a known type that cannot be cleaned (HEIC, films, PDF)
 * is passed as it is only where `uncleaned` says so; one of no known type never is.
 */
export function cleanMedia(bytes: Uint8Array, uncleaned: "drop" | "pass"): Cleaned {
  const type = mediaType(bytes);
  if (!type) return { kind: "refused", code: "wrong_type" };
  const clean = CLEANERS[type.name];
  if (clean) {
    const cleaned = clean(bytes);
    return cleaned
      ? { kind: "clean", contentType: type.name, bytes: cleaned }
      : { kind: "refused", code: "damaged" };
  }
  return type.isClean || uncleaned === "pass"
    ? { kind: "clean", contentType: type.name, bytes }
    : { kind: "refused", code: "not_cleanable" };
}
