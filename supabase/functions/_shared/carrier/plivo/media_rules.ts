import type { MediaShape } from "../carrier.ts";
import type { MayFetch } from "../fetch_within.ts";
import type { PlivoAccount } from "./plivo_api.ts";

/** Where Plivo keeps files, for anybody who knows the address (docs: messaging/api/media; support article 360041855632). */
const MEDIA_ORIGIN = "https://media.plivo.com";

/** Countries in which Plivo's numbers bring MMS (support section 360008302871). */
const MMS_COUNTRIES = new Set(["US", "CA"]);

/** What Plivo fits to a phone, each file, and all of them with the words (support article 360041855032). */
const FITTED = new Set(["image/jpeg", "image/png", "image/gif"]);
const MAX_BYTES_OF_EACH = 2_000_000;
const MAX_BYTES = 4_990_000;

/** Plivo's media host, without our credentials, and nothing else. A simulator has one address for the API and for files. */
export function mayFetchMedia(account: PlivoAccount): MayFetch {
  const api = new URL(account.PLIVO_API_BASE_URL);
  const origin = api.hostname === "api.plivo.com" ? MEDIA_ORIGIN : api.origin;
  return (url) => url.origin === origin && /^\/(v1\/)?Account\//.test(url.pathname) ? {} : null;
}

/** Whether Plivo brings these media to this number by MMS. */
export async function takesMedia(to: string, media: MediaShape[]): Promise<boolean> {
  // It is large, and needed for pictures only.
  const { parsePhone } = await import("../../phone/parse_phone.ts");
  return MMS_COUNTRIES.has(parsePhone(to, [])?.country ?? "") &&
    media.reduce((sum, { size }) => sum + size, 0) <= MAX_BYTES &&
    media.every(({ content_type, size }) => FITTED.has(content_type) && size <= MAX_BYTES_OF_EACH);
}
