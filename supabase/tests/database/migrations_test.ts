import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { applyMigrations } from "../../../local/postgres/apply_migrations.ts";
import { applySupabaseShape } from "../../../local/postgres/apply_supabase_shape.ts";
import { startPostgres } from "../../../local/postgres/start_postgres.ts";
import { rowTypes, TYPES_FILE } from "../../../local/supabase_cli/row_types.ts";
import { runSupabase } from "../../../local/supabase_cli/run_supabase.ts";
import { notice, postgres15 } from "../support/postgres_15.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations/", import.meta.url));

/** Every column, constraint, index, policy, function and grant, as text. */
async function describeSchema(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
    from information_schema.columns where table_schema = 'public'
    union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select format('policy %s %s %s %s', tablename, policyname, roles, qual) from pg_policies where schemaname = 'public'
    union all select format('function %s %s %s', oid::regprocedure, md5(prosrc), proacl) from pg_proc where pronamespace in ('masking'::regnamespace, 'private'::regnamespace)
    union all select format('grant %s %s %s.%s', grantee, privilege_type, table_name, column_name) from information_schema.column_privileges where table_schema = 'public'
    order by line`;
  return rows.map((row) => row.line);
}

Deno.test("The migrations", async (t) => {
  const server = await startPostgres({ port: 0 });
  const connect = (database: string) => {
    const url = Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
    return { url, sql: postgres(url, { max: 1, onnotice: () => {} }) };
  };
  const admin = connect("postgres");
  await admin.sql`create database ours`;
  await admin.sql`create database pushed`;
  const ours = connect("ours");
  const pushed = connect("pushed");
  try {
    await applySupabaseShape(ours.sql);
    await applySupabaseShape(pushed.sql);
    await applyMigrations(ours.sql, MIGRATIONS);

    await t.step(
      "are applied by the official CLI to the same schema and the same record",
      async () => {
        await runSupabase("db", "push", `--remote=${pushed.url}?sslmode=disable`, "--yes");
        assert.deepEqual(await describeSchema(pushed.sql), await describeSchema(ours.sql));
        const record = (sql: postgres.Sql) =>
          sql`select version, name from supabase_migrations.schema_migrations order by 1`;
        assert.deepEqual([...await record(pushed.sql)], [...await record(ours.sql)]);
      },
    );

    await t.step("leave the database linter nothing to warn of", async () => {
      await runSupabase(
        "db",
        "advisors",
        "--fail-on",
        "warn",
        `--remote=${ours.url}?sslmode=disable`,
      );
    });

    await t.step("are what the generated row types come from", async () => {
      assert.equal(
        await rowTypes(ours.url),
        await Deno.readTextFile(TYPES_FILE),
        "run: deno task gen:types",
      );
    });
  } finally {
    await Promise.all([admin, ours, pushed].map(({ sql }) => sql.end()));
    await server.stop();
  }
});

Deno.test("The migrations apply on PostgreSQL 15", async () => {
  const debian = await postgres15();
  if (!debian) return notice("the migrations on PostgreSQL 15", "apt-get install postgresql-15");
  const server = await startPostgres({ port: 0, binDir: debian.binDir });
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    await applySupabaseShape(sql);
    await applyMigrations(sql, MIGRATIONS);
    const [row] = await sql`select masking.expire_conversations(10) as closed`;
    assert.equal(row!.closed, 0);
  } finally {
    await sql.end();
    await server.stop();
  }
});
