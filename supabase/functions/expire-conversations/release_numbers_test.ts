import assert from "node:assert/strict";
import type { CarrierNumbers } from "../_shared/carrier/carrier_numbers.ts";
import { fakeDeps } from "../_shared/fake_deps.ts";
import { releaseNumbers } from "./release_numbers.ts";

Deno.test("releaseNumbers() settles what the carrier took back, and leaves the rest for the next run", async () => {
  const due = [
    { number: "+14155550110", provider_sid: "PN1" },
    { number: "+14155550111", provider_sid: null },
    { number: "+14155550112", provider_sid: "PN3" },
  ];
  const asked: [string, string | null][] = [];
  const release: CarrierNumbers["release"] = (number, sid) => {
    asked.push([number, sid]);
    return number === "+14155550111" ? Promise.reject(new Error("down")) : Promise.resolve();
  };
  const { deps, calls, lines } = await fakeDeps({
    sql: ({ text }) => text.includes("claim_number_releases") ? due : [],
    carrier: { numbers: () => Promise.resolve({ release } as CarrierNumbers) },
  });
  assert.equal(await releaseNumbers(deps, "request"), 2);
  assert.deepEqual(asked, due.map(({ number, provider_sid }) => [number, provider_sid]));
  const settled = calls.filter(({ text }) => text.includes("settle_number_release"));
  assert.deepEqual(settled.map(({ values }) => values), [["+14155550110"], ["+14155550112"]]);
  assert.deepEqual(lines.map(([event]) => event), ["number_not_released"]);
});
