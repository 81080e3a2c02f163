import { hasPgbouncer, startPgbouncer } from "../../supabase/tests/faults/start_pgbouncer.ts";
import { postTexts } from "../load/post_texts.ts";
import { figure } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { importPool } from "../setup/import_pool.ts";
import { type BenchDatabase, startBenchDatabase } from "../setup/start_bench_database.ts";
import { startRelay } from "../setup/start_relay.ts";

const PROCESSES = [1, 2, 4];
const CONCURRENCY = 64;

/** The relay in one, two and four processes on one Postgres, over connections of its own and through pgbouncer. */
export async function scaleOut({ runs, quick, log }: BenchOptions): Promise<Section> {
  const texts = quick ? 100 : 3_000;
  const notes = [
    `${CONCURRENCY} texts at a time, shared by the processes. All of it runs on the cores of one machine.`,
  ];
  const pooled = await hasPgbouncer();
  if (!pooled) {
    notes.push("NOT RUN: with pgbouncer, which is not installed (apt-get install pgbouncer).");
  }

  const perSecond: Record<string, number[]> = {};
  const waiting: Record<string, number[]> = {};
  for (const pooler of pooled ? ["direct", "pgbouncer"] : ["direct"]) {
    for (const processes of PROCESSES) {
      await using parts = new AsyncDisposableStack();
      const database = await startBenchDatabase();
      parts.defer(database.stop);
      await importPool(database.sql, 200);
      const bouncer = pooler === "pgbouncer" ? await startPgbouncer(database.functionsUrl) : null;
      if (bouncer) parts.defer(bouncer.stop);
      const relay = await startRelay(database, {
        processes,
        ...(bouncer ? { databaseUrl: bouncer.url } : {}),
      });
      parts.defer(relay.stop);

      const name = `${processes} ${processes === 1 ? "process" : "processes"}, ${pooler}`;
      for (let run = 0; run <= runs; run++) {
        log(
          run === 0
            ? `scale_out: ${name}, warming up`
            : `scale_out: ${name}, run ${run} of ${runs}`,
        );
        const samples = sampleLockWaits(database);
        const driven = await postTexts(relay, { count: texts, concurrency: CONCURRENCY });
        const share = await samples.stop();
        if (run === 0) await database.sql`analyze`;
        else {(perSecond[name] ??= []).push(driven.deliveredPerSecond),
            (waiting[name] ??= []).push(share);}
      }
    }
  }

  const figures: Section["figures"] = {};
  for (const [name, values] of Object.entries(perSecond)) {
    figures[name] = figure(values, "texts/s");
    figures[`${name}: busy connections that wait for a lock`] = figure(waiting[name]!, "%");
  }
  const ratios: Section["ratios"] = {};
  for (const [name, values] of Object.entries(perSecond)) {
    if (name === "1 process, direct") continue;
    ratios[`${name} / 1 process, direct`] = ratio(values, perSecond["1 process, direct"]!);
  }
  return { title: "Scaling out", figures, ratios, notes };
}

/** How many of the busy connections wait for a lock, in percent, looked at every 50 ms. */
function sampleLockWaits({ sql }: BenchDatabase) {
  let busy = 0;
  let waiting = 0;
  let looking = true;
  const done = (async () => {
    while (looking) {
      const [row] = await sql<{ busy: number; waiting: number }[]>`
        select count(*)::int as busy, count(*) filter (where wait_event_type = 'Lock')::int as waiting
        from pg_stat_activity
        where state = 'active' and pid <> pg_backend_pid() and application_name = 'maskline'`;
      busy += row!.busy;
      waiting += row!.waiting;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    async stop() {
      looking = false;
      await done;
      return busy === 0 ? 0 : waiting / busy * 100;
    },
  };
}
