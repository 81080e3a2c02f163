import type { Background } from "../http/background.ts";

type Fetch = (request: Request) => Promise<Response>;

/** Requests of these methods change nothing of which the app could be told. */
const QUIET = new Set(["GET", "HEAD", "OPTIONS"]);

/** A function's `fetch` after which events are delivered, as after work in the background. */
export function tellingOfRequests(deps: { background: Background }, fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    if (!QUIET.has(request.method)) deps.background(Promise.resolve());
    return response;
  };
}
