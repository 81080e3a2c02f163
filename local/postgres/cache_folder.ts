import { join } from "node:path";
import { temporaryFolder } from "./temporary_folder.ts";
import { reachableByPostgres } from "./unprivileged.ts";

/**
 * The folder, ours alone to write, in which copies of Postgres are kept: under the home if Postgres can be started from there, else
 * (as root) beside the temporary files.
 */
export async function cacheFolder(): Promise<string> {
  const home = Deno.env.get("HOME");
  const inHome = Deno.env.get("XDG_CACHE_HOME") ?? (home && join(home, ".cache"));
  if (inHome && Deno.uid() !== 0) return await ownFolder(join(inHome, "maskline"));
  // What is in /tmp may go at a restart; /var/tmp stays.
  const shared = await reachableByPostgres("/var/tmp").catch(() => false)
    ? "/var/tmp"
    : await temporaryFolder();
  return await ownFolder(join(shared, `maskline-${Deno.uid() ?? "user"}`));
}

/** Programs are run from it, so a folder that somebody else laid there first is refused. */
async function ownFolder(path: string): Promise<string> {
  await Deno.mkdir(path, { recursive: true });
  const found = await Deno.lstat(path);
  if (!found.isDirectory || found.uid !== Deno.uid()) {
    throw new Error(`Keep Postgres: ${path} is not a folder of this user, remove it`);
  }
  await Deno.chmod(path, 0o755);
  return path;
}
