import { tmpdir } from "node:os";
import { reachableByPostgres } from "./unprivileged.ts";

/** The folder for temporary files that Postgres can get into: the usual one, else one that everybody may use. */
export async function temporaryFolder(): Promise<string> {
  for (const folder of [tmpdir(), "/var/tmp", "/tmp"]) {
    try {
      if (await reachableByPostgres(folder)) return folder;
    } catch {
      // It is not there: the next one may be.
    }
  }
  throw new Error(
    `Make a temporary folder: ${tmpdir()} is closed to other users, set TMPDIR to one that is open`,
  );
}
