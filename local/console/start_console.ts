import { portTaken } from "../process/require_free_port.ts";
import { settlesWithin } from "../process/settles_within.ts";
import { callBackend } from "./call_backend.ts";
import { callSimulator } from "./call_simulator.ts";
import { pageHeaders } from "./page_headers.ts";
import { readPage } from "./read_page.ts";
import { streamLive } from "./stream_live.ts";
import { waitingPage } from "./waiting_page.ts";

/** What the console shows, and what it may use. */
export type ConsoleOptions = {
  /** 0 takes a free one. */
  port: number;
  apiUrl: string;
  simulatorUrl: string;
  publishableKey: string;
  secretKey: string;
  users: readonly { id: string; email: string; password: string; phone: string }[];
  /** The rows of the database, as they are. */
  readRows: (conversationId: string | null) => Promise<unknown>;
  /** Makes the page, and says how far it is. */
  build: (say: (line: string) => void, signal: AbortSignal) => Promise<string>;
  /** Whether a reload shows what was changed in the sources. */
  follow?: boolean;
  log: (line: string) => void;
};

/** A console that is served; `built` tells whether there is a page, once that is known. */
export type Console = { url: string; built: Promise<boolean>; stop(): Promise<void> };

/** Serves the console on 127.0.0.1: at once a page that says how far it is, and the real one as soon as it is built. */
export function startConsole(options: ConsoleOptions): Console {
  const { apiUrl, simulatorUrl, secretKey } = options;
  const ending = new AbortController();
  let page: Awaited<ReturnType<typeof readPage>> | undefined;
  let step = "Starting";
  let failed = false;

  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === "/config.json") {
      const { publishableKey, users } = options;
      return Response.json({ api_url: apiUrl, publishable_key: publishableKey, users });
    }
    if (pathname === "/live") {
      const { searchParams } = new URL(request.url);
      return streamLive({
        simulatorUrl,
        readRows: options.readRows,
        conversationId: searchParams.get("conversation"),
        phones: searchParams.getAll("phone"),
        signal: ending.signal,
      });
    }
    if (pathname.startsWith("/simulator/")) return await callSimulator(simulatorUrl, request);
    if (pathname.startsWith("/backend/")) return await callBackend(apiUrl, secretKey, request);
    if (!page) return waitingPage(step, failed);
    if (options.follow && pathname === "/") await make().catch((error) => say(error.message));
    return page(request);
  };

  const server = listen(options.port, async (request) => {
    const response = await answerOwn(request, handle).catch((error) => {
      if (!ending.signal.aborted) options.log(`Serve the console: ${(error as Error).message}`);
      return Response.json({ message: "Serve the console: see the terminal" }, { status: 500 });
    });
    for (const [name, value] of pageHeaders({ apiUrl, simulatorUrl })) {
      response.headers.set(name, value);
    }
    return response;
  });

  const url = `http://127.0.0.1:${server.addr.port}`;
  const say = (line: string) => {
    step = line;
    options.log(line);
  };
  let folder = "";
  const make = async () => {
    const made = await options.build(say, ending.signal);
    if (made !== folder) [page, folder] = [await readPage(made), made];
  };
  const built = make().then(() => {
    options.log(`The console is at ${url}`);
    return true;
  }).catch((error) => {
    failed = true;
    step = (error as Error).message;
    if (!ending.signal.aborted) options.log(`There is no console, the rest runs. ${step}`);
    return false;
  });

  let stopping: Promise<void> | undefined;
  return {
    url,
    built,
    stop: () =>
      stopping ??= (async () => {
        ending.abort();
        await settlesWithin(server.shutdown(), 1_000);
      })(),
  };
}

/** A page of somebody else's, also one whose name leads here, gets nothing: the console holds the keys of the stack. */
async function answerOwn(
  request: Request,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { host, origin } = new URL(request.url);
  const sent = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site") ?? "none";
  const known = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
  const own = sent === null ? /^(same-origin|none)$/.test(site) : sent === origin;
  // A link from anywhere may open the page itself.
  const opens = request.method === "GET" && request.headers.get("sec-fetch-mode") === "navigate";
  if (known && (own || opens)) return await handle(request);
  return Response.json({ message: "Open the console: from its own address only" }, { status: 403 });
}

function listen(port: number, handler: Deno.ServeHandler<Deno.NetAddr>) {
  try {
    return Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, handler);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw portTaken("Start the console", port, "MASKLINE_CONSOLE_PORT", error);
  }
}
