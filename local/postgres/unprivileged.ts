import { dirname } from "node:path";

/** "nobody" on every system that Postgres is built for here. */
const NOBODY = 65534;

/** Whom Postgres runs as: it refuses root, so root hands its processes to nobody. */
export function postgresUser(): { uid: number; gid: number } | undefined {
  return Deno.uid() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
}

/** Gives a file or folder to the user whom Postgres runs as. */
export async function giveToPostgres(path: string): Promise<void> {
  const user = postgresUser();
  if (user) await Deno.chown(path, user.uid, user.gid);
}

/** Whether the user whom Postgres runs as gets into the folder: a home is often closed to others. */
export async function reachableByPostgres(folder: string): Promise<boolean> {
  if (!postgresUser()) return true;
  for (let path = await Deno.realPath(folder);; path = dirname(path)) {
    const { mode, uid } = await Deno.stat(path);
    if (uid !== NOBODY && ((mode ?? 0) & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
