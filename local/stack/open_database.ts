import postgres from "postgres";
import { type Postgres, startPostgres } from "../postgres/start_postgres.ts";
import { openMasklineRole } from "./open_maskline_role.ts";
import { prepareDatabase } from "./prepare_database.ts";
import type { StackOptions } from "./stack_options.ts";

/** The database of a stack, with everything in it that the migrations make. */
export type StackDatabase = {
  /** A superuser's URL, and a connection of that kind. */
  url: string;
  sql: postgres.Sql;
  /** The URL with which the functions connect. */
  masklineUrl: string;
  /** Undefined when the Postgres is somebody else's. */
  postgres: Postgres | undefined;
  close: () => Promise<void>;
};

/** Notices of "if not exists": duplicate schema, table, column or object. */
const IS_THERE_ALREADY = /^42(P06|P07|701|710)$/;

/** Starts Postgres, or connects to the one that `databaseUrl` names, and brings its schema up to date. */
export async function openDatabase(
  options: StackOptions,
  log: (source: string, line: string) => void,
): Promise<StackDatabase> {
  await using parts = new AsyncDisposableStack();
  const own = options.databaseUrl === undefined ? await startOwn(options, log) : undefined;
  if (own) parts.defer(() => own.stop());

  const url = own?.url ?? checkUrl(options.databaseUrl!);
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 5,
    onnotice: ({ code, message }) => {
      if (!IS_THERE_ALREADY.test(code ?? "")) log("database", message ?? "");
    },
  });
  parts.defer(() => sql.end({ timeout: 1 }));
  await sql`select 1`.catch((cause) => {
    throw new Error(`Open the database: ${cause.message || cause.code}`, { cause });
  });

  await prepareDatabase(sql, (line) => log("stack", line));
  const masklineUrl = options.settings?.MASKLINE_DB_URL ??
    await openMasklineRole(sql, url, own === undefined);
  const opened = parts.move();
  return { url, sql, masklineUrl, postgres: own, close: () => opened.disposeAsync() };
}

async function startOwn(
  options: StackOptions,
  log: (source: string, line: string) => void,
): Promise<Postgres> {
  const { dbPort: port, dataDir, binDir, postgresSettings: settings } = options;
  return await startPostgres({
    port,
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(binDir === undefined ? {} : { binDir }),
    ...(settings === undefined ? {} : { settings }),
    log: (line) => log("postgres", line),
  });
}

function checkUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new Error("Open the database: DATABASE_URL must be a URL that starts with postgresql://");
}
