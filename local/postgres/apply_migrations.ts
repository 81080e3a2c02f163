import { join } from "node:path";
import type postgres from "postgres";
import { describeSqlError } from "./describe_sql_error.ts";
import { splitStatements } from "./split_statements.ts";

const FILE_NAME = /^(\d+)_(.+)\.sql$/;

/**
 * Applies every `<version>_<name>.sql` of the folder that the database has not had, in order, each in a transaction of its own, and
 * records it in `supabase_migrations.schema_migrations` as the Supabase CLI does. Throws an error that names the file that failed;
 * those before it stay.
 */
export async function applyMigrations(
  sql: postgres.Sql,
  folder: string,
  options: { onApplied?: (file: string) => void } = {},
): Promise<void> {
  // One after the other: "if not exists" is no shelter from somebody who makes the same thing now.
  await sql.unsafe(`
    select pg_advisory_xact_lock(hashtextextended('supabase_migrations', 0));
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
    alter table supabase_migrations.schema_migrations add column if not exists statements text[];
    alter table supabase_migrations.schema_migrations add column if not exists name text;
  `).simple();
  for (const file of await migrationFiles(folder)) {
    if (await applyMigration(sql, folder, file)) options.onApplied?.(file);
  }
}

async function migrationFiles(folder: string): Promise<string[]> {
  const files = (await Array.fromAsync(Deno.readDir(folder)))
    .filter((entry) => entry.isFile && entry.name.endsWith(".sql"))
    .map((entry) => entry.name);
  const misnamed = files.find((file) => !FILE_NAME.test(file));
  if (misnamed) {
    throw new Error(`Apply the migrations: ${misnamed} is not named <version>_<name>.sql`);
  }
  return files.sort();
}

async function applyMigration(sql: postgres.Sql, folder: string, file: string): Promise<boolean> {
  const [, version = "", name = ""] = FILE_NAME.exec(file) ?? [];
  const text = await Deno.readTextFile(join(folder, file));
  try {
    return await sql.begin(async (transaction) => {
      // Two starts on one database at the same time: the second one waits here, and then finds it applied.
      await transaction`lock table supabase_migrations.schema_migrations in share row exclusive mode`;
      const { count } = await transaction`
        select from supabase_migrations.schema_migrations where version = ${version}`;
      if (count > 0) return false;
      // A migration may have left settings on this connection, as a dump's empty search_path.
      await transaction`reset all`;
      await transaction.unsafe(text).simple();
      await transaction`
        insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${version}, ${name}, ${splitStatements(text)})`;
      return true;
    });
  } catch (error) {
    throw new Error(`Apply ${file}: ${describeSqlError(error, text)}`, { cause: error });
  }
}
