import { fileURLToPath } from "node:url";
import { findFunctions } from "../functions/find_functions.ts";

const SUPABASE = new URL("../../supabase/", import.meta.url);

/** What this checkout would deploy. */
export type Project = {
  /** File names, in order. */
  migrations: string[];
  /** Those in schema `public` that the migrations make. */
  tables: string[];
  /** The functions in schema `masking` that the role `maskline` is granted. */
  granted: Set<string>;
  functions: string[];
};

/** Reads from the files of the checkout what a deployment of it has to have. */
export async function readProject(): Promise<Project> {
  const folder = new URL("migrations/", SUPABASE);
  const migrations = (await Array.fromAsync(Deno.readDir(folder)))
    .map(({ name }) => name).filter((name) => name.endsWith(".sql")).toSorted();
  const text = (await Promise.all(
    migrations.map((name) => Deno.readTextFile(new URL(name, folder))),
  )).join("\n");
  return {
    migrations,
    tables: [...text.matchAll(/^create table public\.(\w+)/gm)].map(([, name]) => name!),
    granted: new Set(
      [...text.matchAll(/^grant execute on function masking\.(\w+)[^;]*? to maskline/gm)]
        .map(([, name]) => name!),
    ),
    functions: Object.keys(await findFunctions(fileURLToPath(new URL("functions", SUPABASE)))),
  };
}
