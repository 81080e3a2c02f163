import { freePort } from "../../../local/process/free_port.ts";
import { until } from "../../../local/process/until.ts";

const BINARY = "/usr/sbin/pgbouncer";

/** Whether Debian's pgbouncer is installed. */
export function hasPgbouncer(): Promise<boolean> {
  return Deno.stat(BINARY).then(() => true, () => false);
}

/** pgbouncer in transaction mode in front of a Postgres, for one user; its URL, and how to stop it. */
export async function startPgbouncer(
  serverUrl: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new URL(serverUrl);
  const folder = await Deno.makeTempDir({ prefix: "maskline-pgbouncer-" });
  const port = freePort();
  await Deno.writeTextFile(
    `${folder}/pgbouncer.ini`,
    [
      "[databases]",
      `* = host=${server.hostname} port=${server.port}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "pool_mode = transaction",
      "default_pool_size = 10",
      "max_client_conn = 200",
      "auth_type = scram-sha-256",
      `auth_file = ${folder}/users.txt`,
      "server_login_retry = 1",
    ].join("\n"),
  );
  await Deno.writeTextFile(`${folder}/users.txt`, `"${server.username}" "${server.password}"\n`);
  await Deno.chmod(folder, 0o755);
  const child = new Deno.Command(BINARY, {
    args: [`${folder}/pgbouncer.ini`],
    // It refuses to run as root.
    ...(Deno.uid() === 0 ? { uid: 65534, gid: 65534 } : {}),
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await until(
    "pgbouncer listens",
    () =>
      Deno.connect({ hostname: "127.0.0.1", port }).then((connection) => {
        connection.close();
        return true;
      }, () => false),
  );
  return {
    url: Object.assign(new URL(serverUrl), { hostname: "127.0.0.1", port: String(port) }).href,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}
