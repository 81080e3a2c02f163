import assert from "node:assert/strict";
import { freePort } from "../../../local/process/free_port.ts";
import { until } from "../../../local/process/until.ts";
import { readDocument } from "../docs/read_document.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The policy hook of docs/operations.md does what it says there", async () => {
  const { text } = await readDocument("docs/operations.md");
  const snippet = /\n## The policy hook\n[\s\S]*?```js\n([\s\S]*?)```/.exec(text)![1]!;
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/hook.mjs`, snippet);
  const secret = `whsec_${btoa("documented".repeat(4))}`;
  const port = freePort();
  const root = new URL("../../../", import.meta.url).pathname;
  const hook = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--config", `${root}deno.json`, `${folder}/hook.mjs`],
    env: { POLICY_WEBHOOK_SECRET: secret, PORT: String(port) },
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  const stack = await startTestStack({ POLICY_WEBHOOK_URL: url, POLICY_WEBHOOK_SECRET: secret });
  try {
    await until("the hook refuses a question without signature", async () => {
      const response = await fetch(url, { method: "POST", body: "{}" }).catch(() => null);
      await response?.body?.cancel();
      return response?.status === 401;
    });
    const [from, to] = ["+14155550130", "+14155550131"];
    const created = await stack.service("POST", "/masking/conversations", {
      participants: [{ phone: from }, { phone: to }],
    });
    const { masked_number } = await created.json();
    for (const body of ["See https://example.com/offer", "The Darn car is late", "On my way"]) {
      await stack.text(from!, masked_number, body);
    }
    const bodies = (await stack.arrivals(to!, 2)).map((message) => message.body);
    assert.deepEqual(bodies, ["The **** car is late", "On my way"]);
    const listed = await stack.service("GET", "/masking/held-messages");
    const [held, ...more] = (await listed.json()).held_messages;
    assert.deepEqual([held.body, held.policy.reason, more], [
      "See https://example.com/offer",
      "link",
      [],
    ]);

    for (const [metadata, outcome] of [[{ calls: false }, "refused"], [{}, "bridge"]] as const) {
      const made = await stack.service("POST", "/masking/conversations", {
        participants: [{ phone: from }, { phone: to }],
        mode: "voice",
        metadata,
      });
      const { id, participants } = await made.json();
      await stack.phones.behave(to!, { on_call: "busy" });
      await stack.phones.ended(
        from!,
        await stack.phones.place(from!, participants[0].proxy_number),
      );
      const { calls } = await (await stack.service("GET", `/masking/conversations/${id}/calls`))
        .json();
      assert.equal(calls[0].outcome, outcome);
    }
  } finally {
    await stack.stop();
    hook.kill();
    await hook.status;
    await Deno.remove(folder, { recursive: true });
  }
});
