import assert from "node:assert/strict";
import { startDocumentedHook } from "../support/documented_hook.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The hook for strangers of docs/operations.md does what it says there", async () => {
  const [seller, lead, abroad] = ["+14155550130", "+14155550131", "+61491570156"];
  const hook = await startDocumentedHook("Strangers", "STRANGERS", { SELLER: seller! });
  const stack = await startTestStack(hook.settings);
  try {
    const number = stack.status.pool[0]!;
    await stack.text(lead!, number, "Is the flat still free?");
    const [first] = await stack.arrivals(seller!, 1);
    assert.deepEqual([first!.from, first!.body], [number, "Is the flat still free?"]);
    await stack.text(abroad!, number, "Is the house still free?");
    assert.equal((await stack.arrivals(abroad!, 1))[0]!.body, "Please write to us in the app");
  } finally {
    await stack.stop();
    await hook.stop();
  }
});
