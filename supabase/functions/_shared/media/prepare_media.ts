import type { Carrier } from "../carrier/carrier.ts";
import type { Sql } from "../db/connect.ts";
import type { Language } from "../language/language.ts";
import { languageOf } from "../language/language_of.ts";
import type { Log } from "../log.ts";
import { decrypt } from "../privacy/decrypt.ts";
import type { KeyRing } from "../privacy/key_ring.ts";
import { cleanMedia } from "./clean_media.ts";
import { type MediaItem, mediaPath, type SettledItem } from "./media_item.ts";
import type { MediaStore } from "./media_store.ts";

/** The files of a message that is to be sent; `provider`: where it came in; `mms`: whether the number that sends it can send files; `language`: of the conversation. `part` of `parts` of the files goes out. */
export type ClaimedMedia = {
  message_id: string;
  items: MediaItem[];
  provider: string;
  mms: boolean;
  language: string | null;
  part: number;
  parts: number;
};

export type PreparationDeps = {
  env: { VOICE_LANGUAGE: Language };
  sql: Sql;
  carrier: Pick<Carrier, "fetchMedia">;
  media: MediaStore;
  keys: () => Promise<KeyRing>;
  log: Log;
};

/** With the last upload, the links and the send, ten seconds each, within a lease. */
const BUDGET_MILLISECONDS = 20_000;

/** Thrown where another try may do better. */
class NotNow extends Error {
  override name = "NotNow";
}

/**
 * Fetches the files of a message from the carrier, cleans and stores them, and keeps what became of each by `masking.settle_media`, so
 * that every recipient and every later attempt gets the same. Null when a file cannot be had now but may be later: with `isLastTry`
 * such a file is given up.
 */
export async function prepareMedia(
  deps: PreparationDeps,
  claimed: ClaimedMedia,
  isLastTry: boolean,
): Promise<SettledItem[] | null> {
  const { message_id, items } = claimed;
  const urls = items.map((item) => "url_encrypted" in item ? item.url_encrypted : null);
  if (urls.every((url) => url === null)) return items as SettledItem[];

  const signal = AbortSignal.timeout(BUDGET_MILLISECONDS);
  const settled: SettledItem[] = [];
  // Kept with the file: a later attempt has to say the same, whatever the conversation's language is by then.
  const language = languageOf(deps, claimed.language);
  // One after the other: one at a time is in memory.
  for (const [index, url] of urls.entries()) {
    const path = mediaPath(message_id, index);
    try {
      const item = await deps.media.inTurn(signal, () => store(deps, url!, path, signal));
      settled.push("refused" in item ? { ...item, language } : item);
    } catch (error) {
      deps.log("media_not_stored", { message_id, error });
      if (!isLastTry) return null;
      settled.push({ refused: "unreachable", language });
    }
  }
  for (const item of settled) {
    if ("refused" in item) deps.log("media_refused", { message_id, code: item.refused });
  }
  const [row] = await deps.sql<{ kept: SettledItem[] | null }[]>`
    select masking.settle_media(
      message_id => ${message_id}, media => ${deps.sql.json(settled)}) as kept`;
  const kept = row!.kept ?? [];
  // The message was erased meanwhile: nobody else knows of these.
  if (kept.length === 0) await deps.media.remove(urls.map((_, n) => mediaPath(message_id, n)));
  return kept;
}

async function store(
  { carrier, media, keys }: PreparationDeps,
  urlEncrypted: string,
  path: string,
  signal: AbortSignal,
): Promise<SettledItem> {
  const url = await decrypt(await keys(), "media", urlEncrypted);
  const fetched = await carrier.fetchMedia(url, media.policy.maxBytes, signal);
  if (fetched.kind === "refused") return { refused: fetched.code };
  if (fetched.kind === "unreachable") throw new NotNow(`Fetch media: ${fetched.code}`);
  const cleaned = cleanMedia(fetched.bytes, media.policy.uncleaned);
  if (cleaned.kind === "refused") return { refused: cleaned.code };
  await media.put(path, cleaned.contentType, cleaned.bytes);
  return { content_type: cleaned.contentType, size: cleaned.bytes.length };
}
