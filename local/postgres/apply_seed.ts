import { basename } from "node:path";
import type postgres from "postgres";
import { describeSqlError } from "./describe_sql_error.ts";

/**
 * Runs a file of seed data once per database, in one transaction, and records it in `supabase_migrations.seed_files` as the Supabase
 * CLI does. Answers whether it ran; a missing file is no error.
 */
export async function applySeed(sql: postgres.Sql, file: string): Promise<boolean> {
  const text = await readOptional(file);
  if (text === undefined) return false;
  const path = `supabase/${basename(file)}`;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null);
  `).simple();
  try {
    return await sql.begin(async (transaction) => {
      const { count } = await transaction`
        insert into supabase_migrations.seed_files (path, hash)
        values (${path}, ${new Uint8Array(digest).toHex()}) on conflict do nothing`;
      if (count > 0) await transaction.unsafe(text).simple();
      return count > 0;
    });
  } catch (error) {
    throw new Error(`Apply ${path}: ${describeSqlError(error, text)}`, { cause: error });
  }
}

async function readOptional(file: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
