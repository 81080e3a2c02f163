import { formatTypescript } from "../process/format_typescript.ts";
import { runSupabase } from "./run_supabase.ts";

/** Where the generated types live. */
export const TYPES_FILE = new URL(
  "../../supabase/functions/_shared/db/rows.gen.ts",
  import.meta.url,
);

/** TypeScript of the rows of the public tables at `url`: what `supabase gen types` says of them, without the rest of its answer. */
export async function rowTypes(url: string): Promise<string> {
  // Without sslmode the CLI's notice about TLS ends up in the types.
  const types = await formatTypescript(
    await runSupabase(
      "gen",
      "types",
      "--lang=typescript",
      `--remote=${url}?sslmode=disable`,
      "--schema",
      "public",
    ),
  );
  const json = types.match(/(?<=^export )type Json = .*$/m)?.[0];
  const rows = [...types.matchAll(/^ {6}("\w+"): \{\n {8}Row: (\{.*?\});\n {8}\w/gms)]
    .map(([, table, row]) => `${table}: ${row};`);
  const tables = [...types.matchAll(/^ {8}Insert: /gm)].length;
  if (json === undefined || tables === 0 || rows.length !== tables) {
    throw new Error(
      "The Supabase CLI writes types in another way: change local/supabase_cli/row_types.ts",
    );
  }
  return await formatTypescript(
    `// Generated from the migrations by "deno task gen:types".\n\n${json}\n\nexport type Rows = {\n${
      rows.join("\n")
    }\n};\n`,
  );
}
