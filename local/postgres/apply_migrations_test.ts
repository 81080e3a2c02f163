import assert from "node:assert/strict";
import postgres from "postgres";
import { applyMigrations } from "./apply_migrations.ts";
import { applySeed } from "./apply_seed.ts";
import { applySupabaseShape } from "./apply_supabase_shape.ts";
import { startPostgres } from "./start_postgres.ts";

async function withDatabase(
  files: Record<string, string>,
  test: (sql: postgres.Sql, folder: string) => Promise<void>,
) {
  const server = await startPostgres({ port: 0 });
  const folder = await Deno.makeTempDir();
  const sql = postgres(server.url, { max: 4, onnotice() {} });
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    await test(sql, folder);
  } finally {
    await sql.end();
    await server.stop("immediate");
    await Deno.remove(folder, { recursive: true });
  }
}

const tables = async (sql: postgres.Sql) =>
  (await sql`select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
             order by relname`).map((row) => row.relname);

Deno.test("applyMigrations() applies in order, records as the Supabase CLI does, and skips what is applied", async () => {
  const files = {
    "20260102_second.sql": "-- needs the first\nalter table a rename to b;",
    "20260101_first.sql": "create table a ();\ncreate table c ();",
    "notes.md": "not SQL",
  };
  await withDatabase(files, async (sql, folder) => {
    const applied: string[] = [];
    const apply = () => applyMigrations(sql, folder, { onApplied: (file) => applied.push(file) });
    await apply();
    assert.deepEqual(applied, ["20260101_first.sql", "20260102_second.sql"]);
    assert.deepEqual(await tables(sql), ["b", "c"]);
    const rows = await sql`select version, name, statements
      from supabase_migrations.schema_migrations order by version`;
    assert.deepEqual(rows.map((row) => ({ ...row })), [
      {
        version: "20260101",
        name: "first",
        statements: ["create table a ()", "create table c ()"],
      },
      {
        version: "20260102",
        name: "second",
        statements: ["-- needs the first\nalter table a rename to b"],
      },
    ]);

    await Deno.writeTextFile(`${folder}/20260103_third.sql`, "create table d ()");
    await apply();
    assert.deepEqual(applied.slice(2), ["20260103_third.sql"]);
  });
});

Deno.test("applyMigrations() rolls a failing file back, and names it with what Postgres said", async () => {
  const files = {
    "1_good.sql": "create table good (); set search_path = ''",
    "2_bad.sql": "create table half ();\n\nselect 'ü' from missing;",
    "3_never.sql": "create table never ();",
  };
  await withDatabase(files, async (sql, folder) => {
    await assert.rejects(applyMigrations(sql, folder), {
      message: 'Apply 2_bad.sql: relation "missing" does not exist (line 3)',
    });
    assert.deepEqual(await tables(sql), ["good"]);
    const rows = await sql`select version from supabase_migrations.schema_migrations`;
    assert.deepEqual(rows.map((row) => row.version), ["1"]);
  });
});

Deno.test("applyMigrations() applies each file once when two run at the same time", async () => {
  await withDatabase({ "1_one.sql": "create table one ()" }, async (sql, folder) => {
    const applied: string[] = [];
    const onApplied = (file: string) => applied.push(file);
    await applyMigrations(sql, folder);
    await Deno.writeTextFile(`${folder}/2_two.sql`, "select pg_sleep(0.1); create table two ();");
    await Promise.all([1, 2].map(() => applyMigrations(sql, folder, { onApplied })));
    assert.deepEqual(applied, ["2_two.sql"]);
  });
});

Deno.test("applySeed() runs a file once, and a missing one never", async () => {
  await withDatabase({ "seed.sql": "create table seeded ()" }, async (sql, folder) => {
    assert.equal(await applySeed(sql, `${folder}/seed.sql`), true);
    assert.equal(await applySeed(sql, `${folder}/seed.sql`), false);
    assert.equal(await applySeed(sql, `${folder}/none.sql`), false);
    assert.deepEqual(await tables(sql), ["seeded"]);
  });
});

Deno.test("applySupabaseShape() can be run again, and gives claims to auth.uid(), auth.role() and auth.jwt()", async () => {
  await withDatabase({}, async (sql) => {
    await applySupabaseShape(sql);
    await applySupabaseShape(sql);
    const sub = crypto.randomUUID();
    const claims = JSON.stringify({ sub, role: "authenticated" });
    const row = await sql.begin(async (transaction) => {
      await transaction`select set_config('request.jwt.claims', ${claims}, true)`;
      await transaction`set local role authenticated`;
      const [found] =
        await transaction`select auth.uid(), auth.role(), auth.jwt() ->> 'sub' as sub`;
      return found;
    });
    assert.deepEqual({ ...row }, { uid: sub, role: "authenticated", sub });
    assert.deepEqual([...await sql`select auth.uid()`], [{ uid: null }]);
  });
});

Deno.test("applySupabaseShape() grants nothing on new tables by itself", async () => {
  await withDatabase({}, async (sql) => {
    await applySupabaseShape(sql);
    await sql`create table fresh ()`;
    for (const role of ["anon", "authenticated", "service_role"]) {
      const [row] = await sql`select has_table_privilege(${role}, 'fresh', 'select') as may`;
      assert.equal(row?.may, false);
    }
  });
});
