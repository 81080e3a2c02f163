import postgres from "postgres";
import { fileURLToPath } from "node:url";
import { applyMigrations } from "../../local/postgres/apply_migrations.ts";
import { applySupabaseShape } from "../../local/postgres/apply_supabase_shape.ts";
import { startPostgres } from "../../local/postgres/start_postgres.ts";
import { openMasklineRole } from "../../local/stack/open_maskline_role.ts";

const MIGRATIONS = fileURLToPath(new URL("../../supabase/migrations/", import.meta.url));

/** Writes wait for the disk, as they do where it counts: the local stack's throw-away Postgres does not wait. */
const SETTINGS = {
  fsync: "on",
  full_page_writes: "on",
  shared_buffers: "1GB",
  max_wal_size: "4GB",
  max_connections: "100",
};

/** All the migrations, on an empty database. */
export async function migrate(sql: postgres.Sql): Promise<void> {
  await applySupabaseShape(sql);
  await applyMigrations(sql, MIGRATIONS);
}

/** A Postgres of its own with all the migrations. */
export async function startBenchDatabase(settings: Record<string, string> = {}) {
  const server = await startPostgres({ port: 0, settings: { ...SETTINGS, ...settings } });
  const sql = postgres(server.url, { max: 4, onnotice: () => {} });
  await migrate(sql);
  const functionsUrl = await openMasklineRole(sql, server.url, false);
  return {
    sql,
    url: server.url,
    functionsUrl,
    dataDir: server.dataDir,
    pid: server.pid,
    async stop() {
      await sql.end();
      await server.stop("immediate");
    },
  };
}

export type BenchDatabase = Awaited<ReturnType<typeof startBenchDatabase>>;
