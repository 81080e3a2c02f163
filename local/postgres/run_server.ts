import { endChild } from "../process/end_child.ts";
import { readLines } from "../process/read_lines.ts";
import { settlesWithin } from "../process/settles_within.ts";
import { portTaken } from "../process/require_free_port.ts";
import { guardServer } from "./guard_server.ts";
import { postgresCommand } from "./run_postgres_program.ts";

/** One `postgres` process, from its start to its end. */
export type Server = {
  pid: number;
  status: Promise<Deno.CommandStatus>;
  end(mode: EndMode): Promise<void>;
};

/** "fast" ends sessions and writes a checkpoint, "immediate" is a crash that Postgres knows of, "kill" one that it does not. */
export type EndMode = "fast" | "immediate" | "kill";

const STARTED_WITHIN = 60_000;
const SIGNALS: Record<EndMode, [Deno.Signal, number][]> = {
  fast: [["SIGINT", 10_000], ["SIGQUIT", 5_000]],
  immediate: [["SIGQUIT", 5_000]],
  kill: [],
};

/** Starts the server on an existing cluster; resolves when it takes connections, throws what it said when it does not. */
export async function runServer(options: {
  binDir: string;
  dataDir: string;
  settings: Record<string, string>;
  throwAway: string | undefined;
  log: (line: string) => void;
}): Promise<Server> {
  const settings = Object.entries(options.settings).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const child = postgresCommand(
    options.binDir,
    "postgres",
    ["-D", options.dataDir, ...settings],
    "null",
  ).spawn();
  const dismissGuard = guardServer(child.pid, options.throwAway);

  const said: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const onLine = (line: string) => {
    said.push(line);
    if (said.length > 20) said.shift();
    options.log(line);
    if (line.includes("database system is ready to accept connections")) resolve();
  };
  const read = Promise.all([readLines(child.stdout, onLine), readLines(child.stderr, onLine)]);

  const started = settlesWithin(ready, STARTED_WITHIN);
  if (await Promise.race([started, child.status.then(() => false)])) {
    return {
      pid: child.pid,
      status: child.status,
      async end(mode) {
        await endChild(child, SIGNALS[mode]);
        // After a kill its children hold the output open, and the data with it, until they have noticed.
        await read;
        await dismissGuard();
      },
    };
  }
  resolve();
  await endChild(child, SIGNALS.immediate);
  await read;
  await dismissGuard();
  const output = said.join("\n");
  if (output.includes("Address already in use")) {
    throw portTaken("Start Postgres", Number(options.settings.port), "MASKLINE_DB_PORT");
  }
  throw new Error(`Start Postgres: it ended before it took connections\n${output}`);
}
