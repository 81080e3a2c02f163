import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { endChild } from "../process/end_child.ts";
import { readLines } from "../process/read_lines.ts";

const ISOLATE = fileURLToPath(new URL("isolate.ts", import.meta.url));

/** One process that serves one function. */
export type FunctionProcess = {
  pid: number;
  /** Its base URL once it listens; undefined when it ended before that. */
  listening: Promise<string | undefined>;
  /** Resolves when the process has ended and all that it wrote has been read. */
  ended: Promise<Deno.CommandStatus>;
  kill(signal: Deno.Signal): void;
  end(): Promise<void>;
};

/** What one process is started with. */
export type FunctionProcessOptions = {
  /** The URL of the function's `index.ts`. */
  entry: string;
  /** The whole environment of the function. */
  settings: Record<string, string>;
  /** The path of the `deno.json` with the import map. */
  config: string;
  denoDir: string;
  log: (line: string) => void;
};

/**
 * Serves the function on a port of 127.0.0.1 that the system picks, in a process that may use the network and read, and may neither
 * write nor run programs: what Edge Functions lack fails here too.
 */
export function startFunctionProcess(options: FunctionProcessOptions): FunctionProcess {
  const permissions = ["--no-prompt", "--allow-net", "--allow-env", "--allow-read", "--allow-sys"];
  // cacheFunctions() has fetched everything; without this, Deno asks the registry again at every start.
  const offline = ["--cached-only", "--config", options.config];
  const address = ["--host", "127.0.0.1", "--port", "0"];
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["serve", ...offline, ...permissions, ...address],
      ...[ISOLATE, options.entry, ...Object.keys(options.settings)],
    ],
    cwd: dirname(options.config),
    clearEnv: true,
    env: { ...options.settings, DENO_DIR: options.denoDir, DENO_NO_UPDATE_CHECK: "1" },
    // Out of the reach of the terminal's Ctrl-C: the gateway stops first, and requests under way get their answer.
    detached: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();

  const { promise: listening, resolve } = Promise.withResolvers<string | undefined>();
  const onError = (line: string) => {
    const url = /Listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
    if (url) resolve(url);
    else options.log(line);
  };
  const read = Promise.all([
    readLines(child.stdout, options.log),
    readLines(child.stderr, onError),
  ]);
  const ended = child.status.then(async (status) => {
    await read;
    resolve(undefined);
    await child.stdin.close().catch(() => {});
    return status;
  });
  return {
    pid: child.pid,
    listening,
    ended,
    kill(signal) {
      try {
        child.kill(signal);
      } catch {
        // It has just ended by itself.
      }
    },
    async end() {
      await endChild(child, [["SIGTERM", 3_000]]);
      await ended;
    },
  };
}
