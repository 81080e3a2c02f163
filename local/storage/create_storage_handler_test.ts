import assert from "node:assert/strict";
import { readEnv } from "../../supabase/functions/_shared/env.ts";
import { createMediaStore } from "../../supabase/functions/_shared/media/media_store.ts";
import { TEST_SETTINGS } from "../../supabase/functions/_shared/test_settings.ts";
import { createStorageHandler } from "./create_storage_handler.ts";

/** The functions' own store, on Supabase's client, against the local stack's storage. */
async function withStore(
  work: (t: {
    store: ReturnType<typeof createMediaStore>;
    stranger: ReturnType<typeof createMediaStore>;
    pass: (seconds: number) => void;
  }) => Promise<void>,
): Promise<void> {
  let clock = Date.now();
  const handler = createStorageHandler({ secretKey: "sb_secret_x", now: () => clock });
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, handler);
  const settings = { ...TEST_SETTINGS, SUPABASE_URL: `http://127.0.0.1:${server.addr.port}` };
  const open = (key: string) =>
    createMediaStore(
      readEnv({ ...settings, SUPABASE_SECRET_KEYS: JSON.stringify({ default: key }) }),
    );
  try {
    await work({
      store: open("sb_secret_x"),
      stranger: open("sb_publishable_x"),
      pass: (seconds) => clock += seconds * 1_000,
    });
  } finally {
    await server.shutdown();
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("A stored file is had by its link until that expires", () =>
  withStore(async ({ store, pass }) => {
    await store.put("a/0", "image/png", bytes("first"));
    await store.put("a/0", "image/png", bytes("again"));
    const [link, missing] = await store.sign(["a/0", "a/1"], 60);
    assert.equal(missing, null);
    const file = await fetch(link!);
    assert.deepEqual([file.headers.get("content-type"), await file.text()], ["image/png", "again"]);

    const other = await fetch(link!.replace("a/0", "b/0"));
    assert.deepEqual([other.status, (await other.json()).error], [400, "InvalidJWT"]);
    pass(61);
    const late = await fetch(link!);
    assert.deepEqual([late.status, (await late.json()).error], [400, "InvalidJWT"]);
  }));

Deno.test("A removed file is had by no link", () =>
  withStore(async ({ store }) => {
    await store.put("a/0", "image/png", bytes("x"));
    const [link] = await store.sign(["a/0"], 60);
    await store.remove(["a/0", "a/1"]);
    assert.equal((await fetch(link!).then((r) => r.body?.cancel().then(() => r)))?.status, 400);
    assert.deepEqual(await store.sign(["a/0"], 60), [null]);
  }));

Deno.test("Nobody without the secret key stores, signs or removes", () =>
  withStore(async ({ store, stranger }) => {
    await store.put("a/0", "image/png", bytes("x"));
    await assert.rejects(stranger.put("a/0", "image/png", bytes("y")));
    await assert.rejects(stranger.sign(["a/0"], 60));
    await assert.rejects(stranger.remove(["a/0"]));
    assert.notDeepEqual(await store.sign(["a/0"], 60), [null]);
  }));
