import { fileURLToPath } from "node:url";
import type postgres from "postgres";
import { applyMigrations } from "../postgres/apply_migrations.ts";
import { applySeed } from "../postgres/apply_seed.ts";
import { applySupabaseShape } from "../postgres/apply_supabase_shape.ts";

const SUPABASE = new URL("../../supabase/", import.meta.url);

/** Makes a plain database that of a Supabase project with this project's migrations and seed; what is there already stays. */
export async function prepareDatabase(
  sql: postgres.Sql,
  log: (line: string) => void,
): Promise<void> {
  await applySupabaseShape(sql);
  let applied = 0;
  await applyMigrations(sql, fileURLToPath(new URL("migrations", SUPABASE)), {
    onApplied: () => applied++,
  });
  log(`Applied ${applied} migrations`);
  if (await applySeed(sql, fileURLToPath(new URL("seed.sql", SUPABASE)))) log("Applied the seed");
}
