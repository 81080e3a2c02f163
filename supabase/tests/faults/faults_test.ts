import assert from "node:assert/strict";
import { notice } from "../support/postgres_15.ts";
import type { Broken } from "./broken_builds.ts";
import { type FaultsResult, runFaults } from "./run_faults.ts";
import { hasPgbouncer } from "./start_pgbouncer.ts";

const SEED = Number(Deno.env.get("MASKLINE_FAULTS_SEED") ?? 2);

// deno-lint-ignore no-console
const progress = (line: string) => console.log(line);

Deno.test("Every text arrives once, at the right phone and in order, whatever fails", async () => {
  const pgbouncer = await hasPgbouncer();
  if (!pgbouncer) notice("the fault harness through pgbouncer", "apt-get install pgbouncer");
  const result = await runFaults({
    texts: 600,
    conversations: 60,
    seed: SEED,
    sendSeconds: 20,
    processes: 3,
    kills: 3,
    restarts: 2,
    pgbouncer,
    policy: false,
    progress,
  });
  progress(JSON.stringify(result));
  const { losses, duplicates, misrouted, outOfOrder, untold, toldOutOfOrder, unsettled } = result;
  assert.deepEqual(
    { losses, duplicates, misrouted, outOfOrder, untold, toldOutOfOrder, unsettled },
    {
      losses: [],
      duplicates: [],
      misrouted: [],
      outOfOrder: [],
      untold: [],
      toldOutOfOrder: [],
      unsettled: 0,
    },
  );
  assert.ok(result.retries > 0 && result.reconciliations > 0 && result.recovered > 0);
});

Deno.test("So does every text that a policy hook is asked about, which fails as well", async () => {
  const result = await runFaults({
    texts: 300,
    conversations: 30,
    seed: SEED,
    sendSeconds: 10,
    processes: 2,
    kills: 2,
    restarts: 1,
    pgbouncer: false,
    policy: true,
    progress,
  });
  progress(JSON.stringify(result));
  const { losses, duplicates, misrouted, outOfOrder, unsettled } = result;
  assert.deepEqual([losses, duplicates, misrouted, outOfOrder, unsettled], [[], [], [], [], 0]);
  assert.ok(result.unanswered > 0 && result.retries > 0);
});

const faultsOf = (broken: Broken, { losses, duplicates, toldOutOfOrder }: FaultsResult) =>
  broken === "order of events" ? toldOutOfOrder : [...losses, ...duplicates];

Deno.test("The harness notices builds without deduplication, reconciliation, lease or order", async () => {
  const builds = [
    "deduplication",
    "reconciliation",
    "lease",
    "order of events",
  ] satisfies Broken[];
  await Promise.all(builds.map(async (broken) => {
    const result = await runFaults({
      texts: 250,
      conversations: 25,
      seed: SEED,
      sendSeconds: 6,
      processes: 1,
      kills: 0,
      restarts: 0,
      pgbouncer: false,
      policy: false,
      broken,
    });
    const faults = faultsOf(broken, result).length;
    progress(`without ${broken}: ${faults} faults`);
    assert.ok(faults > 0);
  }));
});
