import { drive, type Driven } from "../load/drive.ts";
import { figure, quantile } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { benchCarrier, benchSettings, SECRET_KEY } from "../setup/function_settings.ts";
import { importPool } from "../setup/import_pool.ts";
import { phoneNumber } from "../setup/phone_number.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startServers } from "../setup/start_servers.ts";

const CONCURRENCY = 16;

/** `POST /masking/conversations` by the app's backend: people who never met, and one person whom everybody meets. */
export async function create({ runs, quick, log }: BenchOptions): Promise<Section> {
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  const settings = benchSettings(database.functionsUrl, "http://127.0.0.1", benchCarrier());
  const count = quick ? 50 : 500;
  // One person can be in as many conversations as there are numbers.
  await importPool(database.sql, count);
  const servers = await startServers(
    new URL("../../supabase/functions/masking/index.ts", import.meta.url),
    settings,
  );
  parts.defer(async () => void await servers.stop());

  let people = 0;
  const someone = () => ({ phone: phoneNumber(people++) });
  const measure = (pair: () => { phone: string }[]) =>
    drive({
      count,
      concurrency: CONCURRENCY,
      open: () => Promise.resolve(null),
      async call() {
        const response = await fetch(`${servers.urls[0]}/masking/conversations`, {
          method: "POST",
          headers: { apikey: SECRET_KEY, "content-type": "application/json" },
          // The made-up numbers lie in all the countries of +1.
          body: JSON.stringify({ participants: pair(), geo_match: "any" }),
        });
        const answer = await response.text();
        if (response.status !== 201) throw new Error(`Create: ${response.status} ${answer}`);
      },
    });

  const unrelated: Driven[] = [];
  const shared: Driven[] = [];
  for (let run = 0; run <= runs; run++) {
    log(run === 0 ? "create: warming up" : `create: run ${run} of ${runs}`);
    const hub = someone();
    const results = [
      await measure(() => [someone(), someone()]),
      await measure(() => [hub, someone()]),
    ] as const;
    if (run === 0) await database.sql`analyze`;
    else unrelated.push(results[0]), shared.push(results[1]);
  }

  const perSecond = (driven: Driven[]) => driven.map((one) => one.perSecond);
  const figures: Section["figures"] = {};
  for (const [name, driven] of Object.entries({ unrelated, "one shared person": shared })) {
    figures[name] = figure(perSecond(driven), "conversations/s");
    for (const share of [0.5, 0.95, 0.99]) {
      figures[`${name} p${share * 100}`] = figure(
        driven.map(({ milliseconds }) => quantile(milliseconds, share)),
        "ms",
      );
    }
  }
  return {
    title: "Creation of conversations",
    figures,
    ratios: {
      "one shared person / unrelated": ratio(perSecond(shared), perSecond(unrelated), {
        atLeast: 0.5,
      }),
    },
    notes: [
      `${count} conversations a run, ${CONCURRENCY} at a time, over a pool of ${count} numbers; every request was answered 201.`,
    ],
  };
}
