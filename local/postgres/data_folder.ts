import { dirname } from "node:path";
import { giveToPostgres, reachableByPostgres } from "./unprivileged.ts";

/** Whether the folder holds a cluster that an earlier `initdb` made. Makes the folder when it is missing. */
export async function openDataFolder(folder: string): Promise<{ initialised: boolean }> {
  if (!await reachableByPostgres(await existing(dirname(folder)))) {
    throw new Error(
      `Open the data folder: ${folder} lies in a folder that is closed to the user "nobody", as whom root runs Postgres; choose another one`,
    );
  }
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await Array.fromAsync(Deno.readDir(folder))).map((entry) => entry.name);
  if (names.includes("PG_VERSION")) return { initialised: true };
  if (names.length > 0) {
    throw new Error(
      `Open the data folder: ${folder} holds other files, name an empty folder or one of an earlier start`,
    );
  }
  await giveToPostgres(folder);
  return { initialised: false };
}

async function existing(folder: string): Promise<string> {
  const isThere = await Deno.stat(folder).then(() => true, () => false);
  return isThere ? folder : await existing(dirname(folder));
}
