import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { until } from "../../../local/process/until.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A copy of the project with a `.local` of its own, so that a stack that runs here is left alone. */
async function copyProject(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "maskline-copy-" });
  const parts = ["deno.json", "deno.lock", "import_map.json", "local", "supabase"].map((part) =>
    `${ROOT}${part}`
  );
  const { success } = await new Deno.Command("cp", { args: ["-r", ...parts, folder] }).output();
  assert.ok(success);
  return folder;
}

function run(folder: string, script: string) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-prompt", script],
    cwd: folder,
    env: {
      MASKLINE_API_PORT: "0",
      MASKLINE_DB_PORT: "0",
      MASKLINE_SIMULATOR_PORT: "0",
      MASKLINE_CONSOLE_PORT: "0",
      NO_COLOR: "1",
    },
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

const listens = (port: number) =>
  Deno.connect({ hostname: "127.0.0.1", port }).then((connection) => {
    connection.close();
    return true;
  }, () => false);

const portOf = (url: string) => Number(new URL(url).port);

Deno.test("deno task start says where everything is, and leaves nothing behind on SIGTERM and on Ctrl-C", async () => {
  const folder = await copyProject();
  try {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const child = run(folder, "local/start.ts");
      const said = new Response(child.stdout).text();
      const status = await until(
        "the status is written",
        async () =>
          await Deno.readTextFile(`${folder}/.local/status.json`).then(JSON.parse, () => null),
        60_000,
      );
      assert.deepEqual(Object.keys(status).toSorted(), [
        "api_url",
        "console_url",
        "db_url",
        "jwt_private_jwk",
        "pid",
        "pool",
        "publishable_key",
        "secret_key",
        "simulator_url",
        "twilio_account_sid",
        "twilio_auth_token",
        "users",
      ]);
      assert.deepEqual([status.pool.length, status.users.length, status.pid], [10, 2, child.pid]);
      const health = await fetch(`${status.api_url}/functions/v1/send-sms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"action":"health"}',
      });
      assert.deepEqual(await health.json(), {
        status: "ok",
        checks: { carrier: true, database: true, encryption_key: true },
      });

      child.kill(signal);
      assert.equal((await child.status).code, 0);
      assert.match(await said, /Ready in [\d.]+ s/);
      for (const url of [status.api_url, status.db_url, status.simulator_url]) {
        assert.equal(await listens(portOf(url)), false, url);
      }
      await assert.rejects(Deno.stat(`${folder}/.local/status.json`), Deno.errors.NotFound);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("deno task demo plays its story to the end", async () => {
  const folder = await copyProject();
  try {
    const child = run(folder, "local/demo.ts");
    const [said, { code }] = await Promise.all([new Response(child.stdout).text(), child.status]);
    assert.equal(code, 0);
    assert.match(said, /conversation has ended/);
    for (const number of ["+14155550101", "+14155550102"]) assert.ok(!said.includes(number));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
