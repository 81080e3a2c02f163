import { openDataFolder } from "./data_folder.ts";
import { runPostgresProgram } from "./run_postgres_program.ts";
import { giveToPostgres } from "./unprivileged.ts";

/**
 * Makes the cluster in `dataDir` unless an earlier start did, and answers a new random password of its superuser `postgres`: none has
 * to be kept between two starts.
 */
export async function prepareCluster(
  binDir: string,
  dataDir: string,
  temporary: string,
): Promise<string> {
  const password = crypto.randomUUID().replaceAll("-", "");
  if ((await openDataFolder(dataDir)).initialised) {
    // Single-user mode asks for no password, and refuses while a server runs on the folder.
    const args = ["--single", "-D", dataDir, "-c", "log_checkpoints=off", "postgres"];
    await runPostgresProgram(
      binDir,
      "postgres",
      args,
      `alter role postgres with login password '${password}'\n`,
    );
    return password;
  }
  const passwordFile = await Deno.makeTempFile({ dir: temporary });
  try {
    await Deno.writeTextFile(passwordFile, password);
    await giveToPostgres(passwordFile);
    await runPostgresProgram(binDir, "initdb", [
      ...["--pgdata", dataDir, "--username", "postgres", "--pwfile", passwordFile],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"],
    ]);
  } finally {
    await Deno.remove(passwordFile);
  }
  return password;
}
