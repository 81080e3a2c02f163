import { runSupabase } from "./run_supabase.ts";

/** Where the generated types live. */
export const TYPES_FILE = new URL(
  "../../supabase/functions/_shared/db/database.gen.ts",
  import.meta.url,
);

/** TypeScript of the schema at `url`, as `supabase gen types` writes it, formatted. */
export async function databaseTypes(url: string): Promise<string> {
  // Without sslmode the CLI's notice about TLS ends up in the types.
  const types = await runSupabase(
    "gen",
    "types",
    "--lang=typescript",
    `--remote=${url}?sslmode=disable`,
    "--schema",
    "public,masking",
  );
  const format = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext", "ts", "--line-width", "100", "-"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const writer = format.stdin.getWriter();
  await writer.write(
    new TextEncoder().encode(
      `// Generated from the migrations by "deno task gen:types".\n${types}`,
    ),
  );
  await writer.close();
  return new TextDecoder().decode((await format.output()).stdout);
}
