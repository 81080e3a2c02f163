import postgres from "postgres";
import { applyMigrations } from "../../../local/postgres/apply_migrations.ts";
import { applySupabaseShape } from "../../../local/postgres/apply_supabase_shape.ts";
import { startPostgres } from "../../../local/postgres/start_postgres.ts";

export type TestDatabase = {
  /** A superuser's connection. */
  sql: postgres.Sql;
  url: string;
  /** The URL of the role that the functions use: it may call the functions in masking, and nothing else. */
  functionsUrl: string;
  stop(): Promise<void>;
};

/** The cluster that `run.ts` started for all the tests; without it a test file starts one of its own. */
const CLUSTER_URL_VARIABLE = "MASKLINE_TEST_CLUSTER_URL";

const MIGRATIONS = new URL("../../migrations/", import.meta.url).pathname;

/** A database of its own with all the migrations. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const shared = Deno.env.get(CLUSTER_URL_VARIABLE);
  const cluster = shared ? null : await startPostgres({ port: 0 });
  const clusterUrl = shared ?? cluster!.url;
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const password = crypto.randomUUID();

  const admin = postgres(clusterUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = withPath(clusterUrl, name);
  const sql = postgres(url, { max: 40, onnotice: () => {} });
  await applySupabaseShape(sql);
  await applyMigrations(sql, MIGRATIONS);

  // Roles belong to the cluster, so each test file has a login of its own for what the functions may do.
  const login = `functions_${name}`;
  await sql.unsafe(`create role ${login} login password '${password}' in role maskline`);
  return {
    sql,
    url,
    functionsUrl: Object.assign(new URL(url), { username: login, password }).href,
    async stop() {
      await sql.end();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.unsafe(`drop role ${login}`);
      await admin.end();
      await cluster?.stop("immediate");
    },
  };
}

function withPath(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
