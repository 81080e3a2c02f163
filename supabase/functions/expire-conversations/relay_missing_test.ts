import assert from "node:assert/strict";
import type { Carrier } from "../_shared/carrier/carrier.ts";
import { fakeDeps } from "../_shared/fake_deps.ts";
import { relayMissing } from "./relay_missing.ts";

Deno.test("relayMissing() compares every carrier, whatever becomes of another", async () => {
  const { deps, calls, lines } = await fakeDeps({
    sql: ({ text }) => text.includes("received_since") ? [{ since: new Date() }] : [],
  });
  const carriers: Record<string, Partial<Carrier>> = {
    twilio: { findReceived: () => Promise.reject(new Error("down")) },
    plivo: { findReceived: () => Promise.resolve([]) },
  };
  const both = {
    ...deps,
    carriers: {
      ...deps.carriers,
      configured: ["twilio", "plivo"] as const,
      get: (provider: string) => Promise.resolve(carriers[provider] as Carrier),
    },
  };
  assert.equal(await relayMissing(both, "request"), 0);
  const recorded = calls.filter(({ text }) => text.includes("record_sweep"));
  assert.deepEqual(recorded.map(({ text }) => text.includes("'plivo'")), [true]);
  assert.deepEqual(lines.map(([event, fields]) => [event, fields.provider]), [
    ["carrier_not_compared", "twilio"],
  ]);
});
