import { controlApi } from "./control_api.ts";
import { createFaults } from "./faults.ts";
import { plivoMedia } from "./plivo/media.ts";
import { plivoApi } from "./plivo/plivo_api.ts";
import { restApi } from "./rest_api.ts";
import type { PlivoAccount, State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";
import { hangUp } from "./voice/progress.ts";

export type Simulator = {
  url: string;
  port: number;
  accountSid: string;
  authToken: string;
  /** Ends what is under way and forgets everything. Can be called again. */
  stop(): Promise<void>;
};

/** A carrier on 127.0.0.1, with the phones of everybody. Port 0 takes a free one; throws when the port is taken. */
export function startSimulator(options: {
  port: number;
  hostname?: string;
  accountSid: string;
  authToken: string;
  /** Answers as Plivo, too, to these credentials; the phones are the same. */
  plivo?: PlivoAccount | null;
}): Promise<Simulator> {
  const { accountSid, authToken } = options;
  const state: State = {
    url: "",
    accountSid,
    authToken,
    plivo: options.plivo ?? null,
    numbers: new Map(),
    messages: new Map(),
    phones: new Map(),
    pictures: new Map(),
    optOuts: new Set(),
    calls: new Map(),
    behaviours: new Map(),
    conferences: new Map(),
    recordings: new Map(),
    answers: [],
    leaks: [],
    faults: createFaults(),
    pending: new Set(),
    queues: new Map(),
    closing: new AbortController(),
  };
  const handle = async (request: Request): Promise<Response> => {
    try {
      const { pathname } = new URL(request.url);
      return pathname.startsWith("/simulator")
        ? await controlApi(state, request)
        : pathname.startsWith("/v1/Account/")
        ? await plivoApi(state, request)
        : pathname.startsWith("/Account/")
        ? await plivoMedia(state, request)
        : await restApi(state, request);
    } catch {
      return twilioError(500, 20500, "Internal Server Error");
    }
  };

  let server: Deno.HttpServer<Deno.NetAddr>;
  try {
    server = Deno.serve({
      port: options.port,
      hostname: options.hostname ?? "127.0.0.1",
      onListen() {},
    }, handle);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    return Promise.reject(
      new Error(
        `Start the simulator: port ${options.port} is taken, set MASKLINE_SIMULATOR_PORT to a free one`,
      ),
    );
  }
  state.url = `http://127.0.0.1:${server.addr.port}`;
  let stopped: Promise<void> | undefined;
  return Promise.resolve({
    url: state.url,
    port: server.addr.port,
    accountSid,
    authToken,
    stop: () =>
      stopped ??= (async () => {
        state.closing.abort();
        for (const call of state.calls.values()) hangUp(state, call);
        await Promise.all(state.pending);
        await server.shutdown();
      })(),
  });
}
