import type { Carrier } from "../carrier/carrier.ts";
import type { KeyRing, Keys } from "../privacy/key_ring.ts";
import type { Language } from "../language/language.ts";
import { languageOf } from "../language/language_of.ts";
import { automaticTexts } from "../routing/automatic_texts.ts";
import { isStored, mediaPath, type SettledItem, type StoredItem } from "./media_item.ts";
import { mediaLink } from "./media_link.ts";
import type { ClaimedMedia } from "./prepare_media.ts";

/** What a text with media can be at the carrier: its words, and the stored files that go with it. */
export type Composed = { body: string; paths: string[] };

type Compositor = {
  env: { VOICE_LANGUAGE: Language };
  carrier: Pick<Carrier, "takesMedia">;
  keys: () => Promise<KeyRing>;
  publicFunctionsUrl: string;
};

/**
 * The text to send first: with its files, or with links to them where the number, the recipient or the carrier takes none. Behind it
 * what an earlier attempt may have sent instead, when the number's abilities, the carrier's rules or the key were others.
 */
export async function composeMedia(
  { env, carrier, keys, publicFunctionsUrl }: Compositor,
  text: { to: string; words: string; from: Date },
  media: ClaimedMedia,
  settled: SettledItem[],
): Promise<[Composed, ...Composed[]]> {
  const share = [...settled.entries()].slice(
    Math.floor(settled.length * (media.part - 1) / media.parts),
    Math.floor(settled.length * media.part / media.parts),
  );
  const stored = share.filter((entry): entry is [number, StoredItem] => isStored(entry[1]));
  const refused = share.map(([, item]) => item).find((item) => "refused" in item);
  const missing = refused
    ? [automaticTexts(languageOf({ env }, refused.language)).mediaNotDelivered]
    : [];
  if (stored.length === 0) return [{ body: lines(text.words, missing), paths: [] }];

  const withFiles = {
    body: lines(text.words, missing),
    paths: stored.map(([index]) => mediaPath(media.message_id, index)),
  };
  const linkedUnder = async (key: Keys): Promise<Composed> => {
    const links = await Promise.all(
      stored.map(([index]) =>
        mediaLink(publicFunctionsUrl, key, { messageId: media.message_id, index, from: text.from })
      ),
    );
    return { body: lines(text.words, [...links, ...missing]), paths: [] };
  };
  const { current, previous } = await keys();
  const withLinks = await linkedUnder(current);
  const before = previous ? [await linkedUnder(previous)] : [];
  const files = stored.map(([, file]) => file);
  return media.mms && await carrier.takesMedia(text.to, files)
    ? [withFiles, withLinks, ...before]
    : [withLinks, withFiles, ...before];
}

/** The words and the lines below them: `masking.relay_message` has planned room for all. */
function lines(words: string, below: string[]): string {
  return [...(words === "" ? [] : [words]), ...below].join("\n");
}
