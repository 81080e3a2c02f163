import { hasPgbouncer, startPgbouncer } from "../../supabase/tests/faults/start_pgbouncer.ts";
import { postTexts } from "../load/post_texts.ts";
import { sampleWaits, shareOfWaits, type Waits } from "../load/sample_waits.ts";
import { figure } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { importPool } from "../setup/import_pool.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startRelay } from "../setup/start_relay.ts";

const PROCESSES = [1, 2, 4];
const CONCURRENCY = 64;
const FIRST = "1 process, direct";

/** What a busy connection is found at. Who waits for `WALWrite` waits for another's commit to carry theirs to the disk too. */
const FOUND: Record<string, (wait: Waits[number]) => boolean> = {
  "at work": ({ kind }) => kind === "CPU",
  "waits for a lock": ({ kind }) => kind === "Lock",
  "waits for the disk": ({ kind, event }) => kind === "IO" || event === "WALWrite",
  "waits for shared memory": ({ kind, event }) => kind === "LWLock" && event !== "WALWrite",
};

/** The relay in one, two and four processes on one Postgres, over connections of its own and through pgbouncer, in turns. */
export async function scaleOut({ runs, quick, log }: BenchOptions): Promise<Section> {
  const texts = quick ? 100 : 3_000;
  const notes = [
    `${CONCURRENCY} texts at a time, shared by the processes; one database for all, in turns. All of it runs on the cores of one machine.`,
    "In percent: of all looks that found a connection of the functions busy, every 20 ms, those that found it so.",
  ];
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  await importPool(database.sql, 200);
  const most = Math.max(...PROCESSES);
  const relay = await startRelay(database, { processes: most });
  parts.defer(relay.stop);
  const urls: Record<string, string[]> = { direct: relay.urls };
  if (await hasPgbouncer()) {
    const bouncer = await startPgbouncer(database.functionsUrl);
    parts.defer(bouncer.stop);
    urls.pgbouncer = await relay.serveThrough(bouncer.url, most);
  } else {
    notes.push("NOT RUN: with pgbouncer, which is not installed (apt-get install pgbouncer).");
  }
  const variants = Object.entries(urls).flatMap(([pooler, urls]) =>
    PROCESSES.map((processes) => ({
      name: `${processes} ${processes === 1 ? "process" : "processes"}, ${pooler}`,
      relay: { ...relay, urls: urls.slice(0, processes) },
    }))
  );

  const perSecond: Record<string, number[]> = {};
  const waiting: Record<string, number[]> = {};
  for (let run = 0; run <= runs; run++) {
    log(run === 0 ? "scale_out: warming up" : `scale_out: run ${run} of ${runs}`);
    for (const { name, relay } of variants) {
      const load = { count: texts, concurrency: CONCURRENCY };
      const { result, waits } = await sampleWaits(database.sql, () => postTexts(relay, load));
      if (run === 0) continue;
      (perSecond[name] ??= []).push(result.deliveredPerSecond);
      for (const [what, isSo] of Object.entries(FOUND)) {
        (waiting[`${name}: ${what}`] ??= []).push(shareOfWaits(waits, isSo));
      }
    }
    // The message tables were empty when they were planned for.
    if (run === 0) await database.sql`analyze`;
  }

  const figures: Section["figures"] = {};
  for (const [name, values] of Object.entries(perSecond)) figures[name] = figure(values, "texts/s");
  for (const [name, values] of Object.entries(waiting)) figures[name] = figure(values, "%");
  const ratios: Section["ratios"] = {};
  for (const [name, values] of Object.entries(perSecond)) {
    if (name !== FIRST) ratios[`${name} / ${FIRST}`] = ratio(values, perSecond[FIRST]!);
    const direct = name.replace("pgbouncer", "direct");
    if (direct !== name && direct !== FIRST) {
      ratios[`${name} / ${direct}`] = ratio(values, perSecond[direct]!);
    }
  }
  return { title: "Scaling out", figures, ratios, notes };
}
