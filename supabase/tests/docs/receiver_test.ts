import assert from "node:assert/strict";
import { postEvent } from "../../functions/_shared/events/post_event.ts";
import { findBlocks } from "./find_blocks.ts";
import { ROOT } from "./read_document.ts";
import { isOf } from "./runner_of.ts";

const SECRET = `whsec_${new Uint8Array(32).fill(3).toBase64()}`;
const EVENT = {
  event_id: crypto.randomUUID(),
  conversation_id: crypto.randomUUID(),
  attempt: 1,
  give_up_at: "2026-11-22T07:01:36.396984+00:00",
  type: "conversation.closed",
  timestamp: "2026-11-21T07:01:36.396984+00:00",
  data: { reason: "api" },
};

Deno.test("The receiver of docs/operations.md takes an event once, and no forged one", async () => {
  const [block] = (await findBlocks()).filter(isOf("ts")).filter(({ path, headings }) =>
    path === "docs/operations.md" && headings.includes("Events")
  );
  // In the project's folder, so that the import map holds.
  const folder = await Deno.makeTempDir({ dir: `${ROOT}supabase/tests/docs`, prefix: ".blocks-" });
  const file = `${folder}/receiver.ts`;
  await Deno.writeTextFile(file, block!.text);
  const port = (() => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    return listener.addr.port;
  })();
  const receiver = new Deno.Command(Deno.execPath(), {
    args: ["serve", "-A", "--no-check", "--host", "127.0.0.1", "--port", String(port), file],
    cwd: ROOT,
    env: { EVENTS_WEBHOOK_SECRET: SECRET, NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const said = new Response(receiver.stdout).text();
  try {
    for await (const chunk of receiver.stderr.pipeThrough(new TextDecoderStream())) {
      if (chunk.includes("Listening")) break;
    }
    const url = `http://127.0.0.1:${port}/`;
    const post = (secret: string) => postEvent({ url, secret }, EVENT);
    const forged = `whsec_${new Uint8Array(32).toBase64()}`;
    assert.deepEqual(await post(forged), { kind: "refused", code: "HTTP_401" });
    assert.deepEqual(await post(SECRET), { kind: "taken" });
    assert.deepEqual(await post(SECRET), { kind: "taken" });
  } finally {
    receiver.kill("SIGTERM");
    await receiver.status;
    await Deno.remove(folder, { recursive: true });
  }
  assert.equal((await said).split("conversation.closed").length - 1, 1);
});
