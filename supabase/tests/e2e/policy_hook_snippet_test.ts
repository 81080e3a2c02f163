import assert from "node:assert/strict";
import { startDocumentedHook } from "../support/documented_hook.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The policy hook of docs/operations.md does what it says there", async () => {
  const hook = await startDocumentedHook("The policy hook", "POLICY");
  const stack = await startTestStack(hook.settings);
  try {
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
    await hook.stop();
  }
});
