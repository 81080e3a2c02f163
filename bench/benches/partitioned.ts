import { fileURLToPath } from "node:url";
import { postTexts } from "../load/post_texts.ts";
import { figure } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { importPool } from "../setup/import_pool.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startRelay } from "../setup/start_relay.ts";

const VARIANT = fileURLToPath(new URL("../variants/partitioned.sql", import.meta.url));

/** The relay on message tables that are partitioned by month, beside the relay as it is. */
export async function partitioned({ runs, quick, log }: BenchOptions): Promise<Section> {
  await using parts = new AsyncDisposableStack();
  const start = async (variant: string | null) => {
    const database = await startBenchDatabase();
    parts.defer(database.stop);
    if (variant) await database.sql.unsafe(variant);
    await importPool(database.sql, 200);
    const relay = await startRelay(database);
    parts.defer(relay.stop);
    return { database, relay };
  };
  const plain = await start(null);
  const byMonth = await start(await Deno.readTextFile(VARIANT));

  const load = { count: quick ? 100 : 3_000, concurrency: 16 };
  const plainPerSecond: number[] = [];
  const partitionedPerSecond: number[] = [];
  for (let run = 0; run <= runs; run++) {
    log(run === 0 ? "partitioned: warming up" : `partitioned: run ${run} of ${runs}`);
    const one = await postTexts(plain.relay, load);
    const other = await postTexts(byMonth.relay, load);
    if (run === 0) {
      for (const { database } of [plain, byMonth]) await database.sql`analyze`;
    } else {
      plainPerSecond.push(one.deliveredPerSecond);
      partitionedPerSecond.push(other.deliveredPerSecond);
    }
  }
  return {
    title: "Partitioned message tables",
    figures: {
      plain: figure(plainPerSecond, "texts/s"),
      partitioned: figure(partitionedPerSecond, "texts/s"),
    },
    ratios: {
      "partitioned / plain": ratio(partitionedPerSecond, plainPerSecond, { atLeast: 0.95 }),
    },
    notes: [
      "16 at a time, 13 monthly partitions. Built in only if it costs the relay less than 5 %.",
    ],
  };
}
