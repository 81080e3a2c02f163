import { isStored, type MediaItem, mediaPath, type StoredItem } from "./media_item.ts";
import type { Log } from "../log.ts";
import type { MediaStore } from "./media_store.ts";

/** A file as the API shows it, with a link that anybody may follow for an hour; without one while the store does not answer. */
export type SignedMedia = StoredItem & { url: string | null };

const LINK_SECONDS = 3_600;

/**
 * The files of messages, by message: null for one that has not been fetched yet, could not be passed on, or is not there. All links in
 * one request.
 */
export async function signMedia(
  { media: store, log }: { media: Pick<MediaStore, "sign">; log: Log },
  messages: { id: string; media: MediaItem[] }[],
): Promise<Map<string, (SignedMedia | null)[]>> {
  const paths = messages.flatMap(({ id, media }) =>
    media.flatMap((item, index) => isStored(item) ? [mediaPath(id, index)] : [])
  );
  const links = await store.sign(paths, LINK_SECONDS).catch((error) => {
    log("media_not_signed", { error });
    return null;
  });
  const linkOf = new Map(paths.map((path, index) => [path, links?.[index] ?? null]));
  return new Map(messages.map(({ id, media }) => [
    id,
    media.map((item, index) => {
      const url = linkOf.get(mediaPath(id, index)) ?? null;
      return isStored(item) && (links === null || url !== null) ? { ...item, url } : null;
    }),
  ]));
}
