import assert from "node:assert/strict";
import postgres from "postgres";
import { freePort } from "../process/free_port.ts";
import { startPostgres } from "./start_postgres.ts";

const lives = (pid: number) => {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
};
const exists = (path: string) => Deno.stat(path).then(() => true, () => false);

Deno.test("startPostgres() starts Postgres 17 on a free port, and stop() leaves no process and no folder", async () => {
  const server = await startPostgres({ port: 0 });
  const sql = postgres(server.url, { max: 1 });
  const [row] = await sql`select current_setting('server_version_num')::int / 10000 as version,
    current_setting('unix_socket_directories') as sockets, current_setting('TimeZone') as zone`;
  assert.deepEqual({ ...row }, { version: 17, sockets: "", zone: "UTC" });
  await sql.end();
  const pid = server.pid();
  assert(lives(pid) && await exists(server.dataDir));
  await server.stop();
  assert.equal(lives(pid), false);
  assert.equal(await exists(server.dataDir), false);
});

Deno.test("startPostgres() asks for the password", async () => {
  const server = await startPostgres({ port: 0 });
  const url = new URL(server.url);
  url.password = "wrong";
  const sql = postgres(url.href, { max: 1, onnotice() {} });
  await assert.rejects(sql`select 1`, { code: "28P01" });
  await sql.end();
  await server.stop();
});

Deno.test("startPostgres().restart() keeps what was committed, whatever way the server ended", async () => {
  const server = await startPostgres({ port: 0, settings: { application_name: "of the test" } });
  const sql = postgres(server.url, { max: 1, onnotice() {} });
  await sql`create table kept (mode text)`;
  for (const mode of ["fast", "immediate", "kill"] as const) {
    await sql`insert into kept values (${mode})`;
    const pid = server.pid();
    await server.restart(mode, () => Promise.resolve(assert.equal(lives(pid), false)));
    assert.notEqual(server.pid(), pid);
    // The old connection is gone: the driver notices it at the first use.
    await sql`select 1`.catch(() => {});
    assert.equal((await sql`select from kept where mode = ${mode}`).count, 1);
  }
  await sql.end();
  await server.stop("immediate");
});

Deno.test("startPostgres() keeps a data folder from start to start", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.chmod(folder, 0o755);
  const dataDir = `${folder}/data`;
  for (const expected of [0, 1]) {
    const server = await startPostgres({ port: 0, dataDir });
    const sql = postgres(server.url, { max: 1, onnotice() {} });
    await sql`create table if not exists kept ()`;
    assert.equal((await sql`select from kept`).count, expected);
    await sql`insert into kept default values`;
    await sql.end();
    await server.stop();
    assert(await exists(dataDir));
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("startPostgres() names the setting of a port that is taken", async () => {
  const port = freePort();
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  await assert.rejects(startPostgres({ port }), {
    message: `Start Postgres: port ${port} is taken, set MASKLINE_DB_PORT to a free one`,
  });
  listener.close();
});

Deno.test("startPostgres() refuses a data folder with other files in it", async () => {
  const dataDir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dataDir}/letter.txt`, "");
  await assert.rejects(startPostgres({ port: 0, dataDir }), /holds other files/);
  await Deno.remove(dataDir, { recursive: true });
});
