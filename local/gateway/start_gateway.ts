import { portTaken } from "../process/require_free_port.ts";
import { settlesWithin } from "../process/settles_within.ts";
import { forward } from "./forward.ts";
import { forwardedHeaders } from "./forwarded_headers.ts";
import { platformError } from "./platform_error.ts";
import { refuseRealtime } from "./refuse_realtime.ts";

/** What the gateway stands in front of. */
export type GatewayOptions = {
  /** 0 takes a free one. */
  port: number;
  /** The base URLs of the processes that serve each function; asked at every request. */
  functions: () => Record<string, readonly string[]>;
  /** Serves `/auth/v1`; is given the gateway's URL. */
  auth: (apiUrl: string) => (request: Request) => Promise<Response>;
  /** Serves `/storage/v1`. */
  storage: (request: Request) => Promise<Response>;
  /** Milliseconds that a request waits for a function that is down. */
  bootWithin?: number;
};

/** A running gateway; `stop` lets requests under way end, for 2 s at most, and can be called again. */
export type Gateway = { url: string; port: number; stop(): Promise<void> };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const FUNCTION_PATH = /^\/functions\/v1\/([A-Za-z0-9_-]+)([/?].*)?$/;

/** Serves a project's API on 127.0.0.1: `/functions/v1/<name>`, `/auth/v1` and `/storage/v1`. */
export function startGateway(options: GatewayOptions): Gateway {
  const turns = new Map<string, number>();
  const underWay = new Set<() => void>();

  const toFunction = async (request: Request, rawPath: string, client: string) => {
    const [, name = "", rest = ""] = FUNCTION_PATH.exec(rawPath) ?? [];
    const deadline = performance.now() + (options.bootWithin ?? 5_000);
    const headers = forwardedHeaders(request.headers, client);
    const path = `/${name}${rest}`;
    for (;;) {
      const functions = options.functions();
      if (!Object.hasOwn(functions, name)) return platformError("NOT_FOUND");
      if (!METHODS.includes(request.method)) return platformError("METHOD_NOT_ALLOWED");
      const urls = functions[name] ?? [];
      for (let tries = 0; tries < urls.length; tries++) {
        const turn = turns.get(name) ?? 0;
        turns.set(name, turn + 1);
        const url = urls[turn % urls.length]!;
        const response = await forward(request, { url, path, headers });
        if (response) return response;
      }
      if (performance.now() > deadline) return platformError("BOOT_ERROR");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const server = listen(options.port, async (request, { remoteAddr }) => {
    // As the client wrote it: a URL object would rewrite it.
    const rawPath = request.url.slice(request.url.indexOf("/", request.url.indexOf("//") + 2));
    if (rawPath.startsWith("/functions/v1/")) {
      const { promise: cut, resolve } = Promise.withResolvers<Response>();
      const end = () => resolve(platformError("BOOT_ERROR"));
      underWay.add(end);
      try {
        const client = (remoteAddr as Deno.NetAddr).hostname;
        return await Promise.race([toFunction(request, rawPath, client), cut]);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ERR_UNESCAPED_CHARACTERS") throw error;
        return platformError("BAD_REQUEST");
      } finally {
        underWay.delete(end);
      }
    }
    if (/^\/auth\/v1\//.test(rawPath)) return await auth(request);
    if (rawPath.startsWith("/realtime/v1/websocket")) return refuseRealtime(request);
    if (rawPath.startsWith("/storage/v1/")) return await options.storage(request);
    const message = "The local stack serves /functions/v1, /auth/v1 and /storage/v1";
    return Response.json({ message }, { status: 404 });
  });
  const { port } = server.addr;
  const url = `http://127.0.0.1:${port}`;
  const auth = options.auth(url);
  const stop = async () => {
    // Not by the signal of Deno.serve: aborting a server that is shutting down throws where nobody can catch it.
    const ended = server.shutdown();
    if (await settlesWithin(ended, 2_000)) return;
    for (const end of underWay) end();
    await settlesWithin(ended, 2_000);
  };
  let stopping: Promise<void> | undefined;
  return { url, port, stop: () => stopping ??= stop() };
}

function listen(port: number, handler: Deno.ServeHandler<Deno.NetAddr>) {
  try {
    return Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, handler);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw portTaken("Start the gateway", port, "MASKLINE_API_PORT", error);
  }
}
