/** What phones turn into a link: a URL, or a bare domain with or without a path. */
const URLS = /[a-z][a-z0-9+.-]*:\/\/[^\s]+/giu;
const BARE_DOMAINS = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/iu;

/** Whether a text holds exactly one link, and that one leads to one of these origins (as `https://app.example.com`). */
export function holdsOneAllowedLink(body: string, origins: readonly string[]): boolean {
  const urls = body.match(URLS) ?? [];
  if (urls.length !== 1 || BARE_DOMAINS.test(body.replace(urls[0]!, " "))) return false;
  // A name and password before the host make a link look like another one.
  const url = URL.canParse(urls[0]!) ? new URL(urls[0]!) : null;
  return url !== null && url.username === "" && url.password === "" &&
    origins.some((origin) => new URL(origin).origin === url.origin);
}
