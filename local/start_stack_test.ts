import { createClient } from "@supabase/supabase-js";
import assert from "node:assert/strict";
import { readStatus } from "./stack/status_file.ts";
import { startStack } from "./start_stack.ts";

const ANYWHERE = { apiPort: 0, dbPort: 0, simulatorPort: 0, consolePort: 0, watch: false };

async function withFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const ended = (pid: number) => assert.throws(() => Deno.kill(pid, "SIGCONT"));

Deno.test("startStack() serves every function to those who sign in or hold the secret key, and leaves nothing", async () => {
  await withFolder(async (folder) => {
    const statusFile = `${folder}/.local/status.json`;
    const stack = await startStack({ ...ANYWHERE, statusFile, expirySeconds: 0 });
    const { status } = stack;
    const pids = Object.values(stack.functions.pids()).flat();
    const [serverPid, dataDir] = [stack.postgres!.pid(), stack.postgres!.dataDir];
    try {
      assert.deepEqual(await readStatus(statusFile), status);
      assert.deepEqual(Object.keys(stack.functions.urls()).slice(0, 2), [
        "expire-conversations",
        "masking",
      ]);

      const [ana, ben] = status.users;
      const auth = { persistSession: false, autoRefreshToken: false };
      const client = createClient(status.api_url, status.publishable_key, { auth });
      await client.auth.signInWithPassword({ email: ana!.email, password: ana!.password });
      const { data, error } = await client.functions.invoke("masking/conversations", {
        body: { participants: [{ user_id: ana!.id }, { user_id: ben!.id }] },
      });
      assert.equal(error, null);
      assert(status.pool.includes(data.participants[0].proxy_number));

      const sweep = await fetch(`${status.api_url}/functions/v1/expire-conversations`, {
        method: "POST",
        headers: { apikey: status.secret_key },
      });
      assert.deepEqual([sweep.status, (await sweep.json()).more], [200, false]);
    } finally {
      await stack.stop();
    }
    for (const pid of [...pids, serverPid]) ended(pid);
    await assert.rejects(Deno.stat(dataDir), Deno.errors.NotFound);
    await assert.rejects(Deno.stat(statusFile), Deno.errors.NotFound);
  });
});

Deno.test("startStack() keeps people and their numbers in a data folder from start to start", async () => {
  await withFolder(async (folder) => {
    await Deno.chmod(folder, 0o755);
    const settings = { PHONE_ENCRYPTION_KEY: "a key of the test that has 32 characters and more" };
    const ids: string[][] = [];
    for (let start = 0; start < 2; start++) {
      const stack = await startStack({ ...ANYWHERE, dataDir: `${folder}/data`, settings });
      ids.push(stack.status.users.map((user) => user.id));
      await stack.stop();
    }
    assert.deepEqual(ids[0], ids[1]);
  });
});

Deno.test("startStack() stops what it has started when a step fails, and names the setting", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const lines: string[] = [];
  const start = startStack({
    ...ANYWHERE,
    simulatorPort: port,
    onLog: (source, line) => lines.push(`${source}: ${line}`),
  });
  await assert.rejects(start, {
    message:
      `Start the simulator: port ${port} is taken, set MASKLINE_SIMULATOR_PORT to a free one`,
  });
  listener.close();
  assert(lines.some((line) => line.includes("database system is shut down")));
});
