import type postgres from "postgres";

/** Makes what a Supabase project has before its first migration: roles, schema `auth`, no default privileges. Can be run again. */
export async function applySupabaseShape(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(await Deno.readTextFile(new URL("supabase_shape.sql", import.meta.url)))
    .simple();
}
