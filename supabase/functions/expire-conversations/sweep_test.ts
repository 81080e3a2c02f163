import assert from "node:assert/strict";
import { fakeDeps } from "../_shared/fake_deps.ts";
import { until } from "../../../local/process/until.ts";
import { sweep } from "./sweep.ts";

/** A sweep of an empty database, with a carrier that says what it has received when told to. */
async function start(options: { failing?: string } = {}) {
  const carrier = Promise.withResolvers<[]>();
  const { deps, calls } = await fakeDeps({
    sql: ({ text }) => {
      if (options.failing && text.includes(options.failing)) return new Error("down");
      if (text.includes("received_since")) return [{ since: new Date() }];
      // Where one row is asked for it says that nothing is due; elsewhere there is none.
      return / as (count|claims|asks)$/.test(text) ? [{ count: 0, claims: [], asks: [] }] : [];
    },
    carrier: { findReceived: () => carrier.promise },
  });
  const called = (name: string) => calls.some(({ text }) => text.includes(`masking.${name}(`));
  return { swept: sweep(deps, "request"), called, answer: () => carrier.resolve([]) };
}

Deno.test("sweep() closes and prunes while a slow carrier keeps it waiting", async () => {
  const { swept, called, answer } = await start();
  await until("it has pruned", () => called("prune"));
  assert.ok(called("expire_conversations") && !called("claim_due_forwards"));
  answer();
  assert.deepEqual([(await swept).closed, called("claim_due_forwards")], [0, true]);
});

Deno.test("sweep() sends what is due when what time brings about fails, and fails after that", async () => {
  const { swept, called, answer } = await start({ failing: "expire_conversations" });
  const failed = assert.rejects(swept, /down/);
  answer();
  await failed;
  assert.ok(called("claim_due_forwards") && !called("prune"));
});
