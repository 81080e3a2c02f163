import assert from "node:assert/strict";
import { dirname } from "node:path";
import { readStatus, removeStatus, type Status, writeStatus } from "./status_file.ts";

const STATUS: Status = {
  api_url: "http://127.0.0.1:1",
  db_url: "postgresql://127.0.0.1:2/postgres",
  simulator_url: "http://127.0.0.1:3",
  console_url: "",
  publishable_key: "sb_publishable_test",
  secret_key: "sb_secret_test",
  twilio_account_sid: "AC",
  twilio_auth_token: "token",
  jwt_private_jwk: { kty: "EC" },
  users: [{ id: "1", email: "ana@example.com", password: "word", phone: "+14155550101" }],
  pool: ["+14155550110"],
  pid: Deno.pid,
};

async function withFile(test: (file: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(`${folder}/.local/status.json`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("writeStatus() makes the folder, hides the file from others and leaves no draft", async () => {
  await withFile(async (file) => {
    await writeStatus(file, STATUS);
    await writeStatus(file, STATUS);
    assert.deepEqual(await readStatus(file), STATUS);
    assert.equal((await Deno.stat(file)).mode! & 0o777, 0o600);
    const names = await Array.fromAsync(Deno.readDir(dirname(file)));
    assert.deepEqual(names.map((entry) => entry.name), ["status.json"]);
  });
});

Deno.test("removeStatus() leaves the file of another stack", async () => {
  await withFile(async (file) => {
    await writeStatus(file, STATUS);
    await removeStatus(file, Deno.pid + 1);
    assert.deepEqual(await readStatus(file), STATUS);
    await removeStatus(file, Deno.pid);
    await removeStatus(file, Deno.pid);
    assert.equal(await readStatus(file), undefined);
  });
});

Deno.test("readStatus() knows a stack that has ended without a word", async () => {
  await withFile(async (file) => {
    const ended = new Deno.Command(Deno.execPath(), { args: ["--version"], stdout: "null" })
      .spawn();
    await ended.status;
    await writeStatus(file, { ...STATUS, pid: ended.pid });
    assert.equal(await readStatus(file), undefined);
  });
});
