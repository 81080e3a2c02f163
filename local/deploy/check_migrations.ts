import type postgres from "postgres";
import { type Finding, missing, ok, wrong } from "./finding.ts";

/** Compares the files of this checkout with the record that the Supabase CLI keeps of what was applied. */
export async function checkMigrations(
  sql: postgres.Sql,
  files: readonly string[],
): Promise<Finding[]> {
  const [record] = await sql`select to_regclass('supabase_migrations.schema_migrations') as name`;
  const rows = record!.name === null
    ? []
    : await sql`select version from supabase_migrations.schema_migrations order by version`;
  const applied = new Set(rows.map((row) => row.version as string));
  const versions = new Set(files.map((file) => file.split("_")[0]!));
  const left = files.filter((file) => !applied.has(file.split("_")[0]!));
  if (left.length > 0) {
    return [missing(
      `migrations: ${left.length} of ${files.length} are not applied, the first is ${left[0]}`,
      "npx supabase db push --remote",
    )];
  }
  // An app's own migrations may be in the same record, but not between ours.
  const newest = files.at(-1)!.split("_")[0]!;
  const newer = [...applied].filter((version) => !versions.has(version) && version > newest);
  return [
    newer.length === 0 ? ok(`migrations: all ${files.length} are applied`) : wrong(
      `migrations: the database has ${newer.length} that are newer than this checkout`,
      "check out what was deployed, unless they are your app's own",
    ),
  ];
}
