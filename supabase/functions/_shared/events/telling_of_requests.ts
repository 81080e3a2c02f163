import type { Background } from "../http/background.ts";

type Fetch = (request: Request) => Promise<Response>;

/** A function's `fetch` after which events are delivered, as after work in the background; a GET makes none. */
export function tellingOfRequests(deps: { background: Background }, fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    if (request.method !== "GET") deps.background(Promise.resolve());
    return response;
  };
}
