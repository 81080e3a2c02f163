import { type IncomingMessage, request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import { answeredHeaders } from "./forwarded_headers.ts";
import { platformError } from "./platform_error.ts";

/** https://supabase.com/docs/guides/functions/limits */
const IDLE_TIMEOUT = 150_000;
const NO_BODY = new Set([204, 205, 304]);

/**
 * Passes a request on to a function's process. Node's client sends the path byte for byte, where `fetch` writes it anew. Answers
 * undefined when nobody listens there: nothing of the request has been read then, so it can go to another process.
 */
export function forward(
  request: Request,
  target: { url: string; path: string; headers: [string, string][] },
): Promise<Response | undefined> {
  const { promise, resolve } = Promise.withResolvers<Response | undefined>();
  const { hostname, port } = new URL(target.url);
  const chunked = request.body !== null && !request.headers.has("content-length");
  const outgoing = httpRequest({
    hostname,
    port,
    method: request.method,
    path: target.path,
    headers: [...target.headers, ...(chunked ? [["transfer-encoding", "chunked"]] : [])].flat(),
    // A connection of its own: on one that was used before, Deno sends a request again that the function had begun to work on.
    agent: false,
    timeout: IDLE_TIMEOUT,
  });

  outgoing.on("response", (incoming: IncomingMessage) => {
    const status = incoming.statusCode ?? 502;
    const body = NO_BODY.has(status) ? null : Readable.toWeb(incoming) as ReadableStream;
    if (body === null) incoming.resume();
    resolve(new Response(body, { status, headers: answeredHeaders(incoming.rawHeaders) }));
  });
  outgoing.on("timeout", () => {
    resolve(platformError("IDLE_TIMEOUT"));
    outgoing.destroy();
  });
  outgoing.on("error", (error: NodeJS.ErrnoException) => {
    resolve(error.code === "ECONNREFUSED" ? undefined : platformError("WORKER_ERROR"));
  });
  outgoing.on("socket", (socket) => {
    // Not before it is connected: a body that has been read cannot go to another process.
    const send = () => {
      if (request.body === null) return outgoing.end();
      const body = Readable.fromWeb(request.body as never);
      body.on("error", () => outgoing.destroy()).pipe(outgoing);
    };
    if (socket.connecting) socket.once("connect", send);
    else send();
  });
  return promise;
}
