import type { MediaShape } from "../carrier.ts";
import type { MayFetch } from "../fetch_within.ts";
import type { TwilioAccount } from "./twilio_api.ts";

/** Where the API sends who asks for media (help: protect media access with HTTP basic authentication); `path`: of a host that others use too. */
const MEDIA_ORIGINS = [
  { origin: "https://mms.twiliocdn.com", path: "/" },
  { origin: "https://media.twiliocdn.com", path: "/" },
  { origin: "https://s3-external-1.amazonaws.com", path: "/media.twiliocdn.com/" },
];

/** Countries in which Twilio's numbers bring MMS (docs: messaging/services, country guidelines). */
const MMS_COUNTRIES = new Set(["US", "CA", "AU"]);

/** All media of a text together; of types that Twilio does not fit to a network by itself, each (docs: accepted MIME types). */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_BYTES_OF_OTHERS = 500 * 1024;
const FITTED = new Set(["image/jpeg", "image/png", "image/gif"]);

/** Our own account's media in the API, with our credentials, and Twilio's media hosts, without: nothing else is ever asked. */
export function mayFetchMedia(account: TwilioAccount, authorization: string): MayFetch {
  const api = new URL(account.TWILIO_API_BASE_URL);
  const ours = `/2010-04-01/Accounts/${account.TWILIO_ACCOUNT_SID}/Messages/`;
  return ({ origin, pathname }): Record<string, string> | null => {
    if (origin === api.origin && pathname.startsWith(ours)) return { authorization };
    const isTwilios = MEDIA_ORIGINS.some((media) =>
      origin === media.origin && pathname.startsWith(media.path)
    );
    return isTwilios ? {} : null;
  };
}

/** Whether Twilio brings these media to this number by MMS. */
export async function takesMedia(to: string, media: MediaShape[]): Promise<boolean> {
  // It is large, and needed for pictures only.
  const { parsePhone } = await import("../../phone/parse_phone.ts");
  return MMS_COUNTRIES.has(parsePhone(to, [])?.country ?? "") &&
    media.reduce((sum, { size }) => sum + size, 0) <= MAX_BYTES &&
    media.every(({ content_type, size }) =>
      FITTED.has(content_type) || size <= MAX_BYTES_OF_OTHERS
    );
}
