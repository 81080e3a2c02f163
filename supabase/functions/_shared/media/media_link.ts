import { timingSafeEqual } from "hono/utils/buffer";
import { hash } from "../privacy/hash.ts";
import type { KeyRing, Keys } from "../privacy/key_ring.ts";
import { mediaPath } from "./media_item.ts";

const LIFE_MILLISECONDS = 7 * 86_400_000;
/** 128 bits. */
const MAC_LENGTH = 22;
const TOKEN = /^([0-9a-f]{32})(\d)([0-9a-z]{6})([A-Za-z0-9_-]{22})$/;

/**
 * A short link to a file of a message, for a text: good for a week from `from` on. The same words each time, so that a sent text can be
 * recognized; nobody can make one without the key.
 */
export async function mediaLink(
  publicFunctionsUrl: string,
  key: Keys,
  file: { messageId: string; index: number; from: Date },
): Promise<string> {
  const expires = Math.ceil((file.from.getTime() + LIFE_MILLISECONDS) / 1_000).toString(36);
  const claim = `${file.messageId.replaceAll("-", "")}${file.index}${expires}`;
  return `${publicFunctionsUrl}/masking/media/${claim}${await mac(key, claim)}`;
}

/** How long such a link is. */
export function linkLength(publicFunctionsUrl: string): number {
  // Message, index and time in the token, before its MAC.
  return publicFunctionsUrl.length + "/masking/media/".length + 32 + 1 + 6 + MAC_LENGTH;
}

/** The path of the file that a link's token names; null for a token that is not ours, or whose time is over. */
export async function readMediaToken(
  keys: KeyRing,
  token: string,
  now: Date,
): Promise<string | null> {
  const [, id = "", index = "", expires = "", given = ""] = TOKEN.exec(token) ?? [];
  if (given === "" || Number.parseInt(expires, 36) * 1_000 < now.getTime()) return null;
  for (const key of [keys.current, keys.previous]) {
    if (key && await timingSafeEqual(given, await mac(key, id + index + expires))) {
      return mediaPath(id.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), Number(index));
    }
  }
  return null;
}

async function mac(key: Keys, claim: string): Promise<string> {
  const [, code = ""] = (await hash({ current: key }, "media_link", claim)).split(".");
  return code.slice(0, MAC_LENGTH);
}
