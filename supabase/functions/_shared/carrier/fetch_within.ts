import { joinBytes } from "../media/join_bytes.ts";
import type { FetchedMedia } from "./carrier.ts";

/** What to ask of a URL: headers for it, or null where it must not be asked at all. */
export type MayFetch = (url: URL) => Record<string, string> | null;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 3;

/**
 * Fetches a file of unknown size and unknown honesty: never from where `mayFetch` says no, be it a redirect's wish; never more than
 * `maxBytes` into memory; never beyond `signal`, however slowly the bytes come.
 */
export async function fetchWithin(
  url: string,
  mayFetch: MayFetch,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FetchedMedia> {
  try {
    let at = URL.parse(url);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const headers = at && mayFetch(at);
      if (!at || !headers) break;
      const response = await fetch(at, { headers, redirect: "manual", signal });
      const location = response.headers.get("location");
      if (REDIRECTS.has(response.status) && location !== null) {
        await response.body?.cancel();
        at = URL.parse(location, at);
        continue;
      }
      return await read(response, maxBytes);
    }
    return { kind: "refused", code: "elsewhere" };
  } catch (error) {
    return { kind: "unreachable", code: (error as Error).name };
  }
}

async function read(response: Response, maxBytes: number): Promise<FetchedMedia> {
  const { status } = response;
  if (!response.ok) {
    await response.body?.cancel();
    return status === 404 || status === 410
      ? { kind: "refused", code: "gone" }
      : { kind: "unreachable", code: String(status) };
  }
  if (Number(response.headers.get("content-length")) > maxBytes) {
    await response.body?.cancel();
    return { kind: "refused", code: "too_large" };
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the body.
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) return { kind: "refused", code: "too_large" };
    parts.push(part);
  }
  return { kind: "fetched", bytes: joinBytes(parts) };
}
