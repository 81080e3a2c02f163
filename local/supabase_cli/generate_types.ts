import postgres from "postgres";
import { fileURLToPath } from "node:url";
import { applyMigrations } from "../postgres/apply_migrations.ts";
import { applySupabaseShape } from "../postgres/apply_supabase_shape.ts";
import { startPostgres } from "../postgres/start_postgres.ts";
import { rowTypes, TYPES_FILE } from "./row_types.ts";

// `deno task gen:types`: the migrations, applied to an empty Postgres, become the row types of the code.
const server = await startPostgres({ port: 0 });
try {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await applySupabaseShape(sql);
  await applyMigrations(sql, fileURLToPath(new URL("../../supabase/migrations/", import.meta.url)));
  await sql.end();
  await Deno.writeTextFile(TYPES_FILE, await rowTypes(server.url));
} finally {
  await server.stop();
}
