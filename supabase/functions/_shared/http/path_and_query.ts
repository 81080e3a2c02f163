/** Byte for byte: a carrier's signature covers the query as it was sent. */
export function pathAndQuery(url: string): string {
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}
