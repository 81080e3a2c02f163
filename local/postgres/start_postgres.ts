import { join, resolve } from "node:path";
import { freePort } from "../process/free_port.ts";
import { requireFreePort } from "../process/require_free_port.ts";
import { installPostgres } from "./install_postgres.ts";
import { prepareCluster } from "./prepare_cluster.ts";
import { type EndMode, runServer, type Server } from "./run_server.ts";
import { temporaryFolder } from "./temporary_folder.ts";
import { giveToPostgres } from "./unprivileged.ts";

/** Which Postgres is started, and on what data. */
export type PostgresOptions = {
  /** 0 takes a free one. */
  port: number;
  /** Kept from start to start; without it the data is thrown away at the end. */
  dataDir?: string;
  /** The folder of another Postgres' `initdb` and `postgres`. */
  binDir?: string;
  settings?: Record<string, string>;
  /** Takes each line that Postgres writes. */
  log?: (line: string) => void;
};

/** A Postgres that runs, until `stop`. */
export type Postgres = {
  /** A superuser's. */
  url: string;
  port: number;
  dataDir: string;
  pid(): number;
  stop(mode?: EndMode): Promise<void>;
  /** Ends the server in one of the ways and starts it again on the same port and data; `whileDown` runs in between. */
  restart(mode?: EndMode, whileDown?: () => Promise<void>): Promise<void>;
};

// Throw-away data need not survive the machine. It must survive the server (tests kill it), so a commit still waits for its write.
const THROW_AWAY = { fsync: "off", full_page_writes: "off" };

/** Starts an embedded Postgres 17 that listens on 127.0.0.1 only. Throws when the port is taken. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => {});
  requireFreePort("Start Postgres", options.port, "MASKLINE_DB_PORT");
  const binDir = options.binDir ?? await installPostgres(log);
  const temporary = await temporaryFolder();
  const throwAway = options.dataDir === undefined
    ? await Deno.makeTempDir({ dir: temporary, prefix: "maskline-postgres-" })
    : undefined;
  const dataDir = resolve(options.dataDir ?? join(throwAway!, "data"));

  const removeThrowAway = async () => {
    if (throwAway) await Deno.remove(throwAway, { recursive: true }).catch(() => {});
  };
  const run = async (port: number) => {
    const settings = {
      listen_addresses: "127.0.0.1",
      port: String(port),
      unix_socket_directories: "",
      timezone: "UTC",
      log_timezone: "UTC",
      ...(throwAway ? THROW_AWAY : {}),
      ...options.settings,
    };
    return await runServer({ binDir, dataDir, settings, throwAway, log });
  };

  try {
    if (throwAway) await giveToPostgres(throwAway);
    const password = await prepareCluster(binDir, dataDir, temporary);
    const { server, port } = await runOnPort(options.port, run);
    return supervise(server, { port, password, dataDir, removeThrowAway, run, log });
  } catch (error) {
    await removeThrowAway();
    throw error;
  }
}

/** Somebody may take a free port before Postgres does: then it tries another one. */
async function runOnPort(wanted: number, run: (port: number) => Promise<Server>) {
  for (let tries = 1;; tries++) {
    const port = wanted || freePort();
    try {
      return { port, server: await run(port) };
    } catch (error) {
      const taken = (error as Error).message.includes("is taken");
      if (wanted !== 0 || !taken || tries === 3) throw error;
    }
  }
}

function supervise(first: Server, cluster: {
  port: number;
  password: string;
  dataDir: string;
  removeThrowAway: () => Promise<void>;
  run: (port: number) => Promise<Server>;
  log: (line: string) => void;
}): Postgres {
  const { port, password, dataDir } = cluster;
  let server = first;
  let ending = false;
  const watch = () =>
    server.status.then(() => {
      if (!ending) cluster.log("Postgres ended by itself");
    });
  watch();
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    dataDir,
    pid: () => server.pid,
    async stop(mode = "fast") {
      ending = true;
      await server.end(mode);
      await cluster.removeThrowAway();
    },
    async restart(mode = "fast", whileDown = () => Promise.resolve()) {
      ending = true;
      await server.end(mode);
      await whileDown();
      server = await cluster.run(port);
      ending = false;
      watch();
    },
  };
}
