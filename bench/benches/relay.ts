import { connect } from "../../supabase/functions/_shared/db/connect.ts";
import { cpuMilliseconds } from "../load/cpu_milliseconds.ts";
import { drive, type Driven } from "../load/drive.ts";
import { openHttpConnection } from "../load/http_connection.ts";
import { postStatuses } from "../load/post_statuses.ts";
import { postTexts } from "../load/post_texts.ts";
import { runTextSql, textInputs } from "../load/run_text_sql.ts";
import { profileRelay } from "../profile/profile_relay.ts";
import { type Figure, figure, quantile } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { importPool } from "../setup/import_pool.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startRelay } from "../setup/start_relay.ts";
import { startServers } from "../setup/start_servers.ts";

const CONCURRENCIES = [1, 16, 64];

/** Signed texts to the real function over HTTP, beside servers that do less and beside its SQL alone. */
export async function relay({ runs, quick, profile, log }: BenchOptions): Promise<Section> {
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  await importPool(database.sql, 200);
  const started = await startRelay(database);
  parts.defer(started.stop);
  const { keys, routes } = started;
  const serve = async (name: string) => {
    const servers = await startServers(
      new URL(`../servers/${name}.ts`, import.meta.url),
      started.settings,
    );
    parts.defer(async () => void await servers.stop());
    return servers.urls[0]!;
  };
  const httpUrl = await serve("floor_http");
  const sqlUrl = await serve("floor_sql");
  const driver = connect(database.functionsUrl);
  parts.defer(() => driver.end());

  const texts = quick ? 100 : 3_000;
  const post = (url: string, concurrency: number, count: number) => {
    const { headers, body } = started.webhooks(1)[0]!;
    return drive({
      count,
      concurrency,
      open: () => openHttpConnection(url),
      call: (connection) => connection.post(headers, body),
      close: (connection) => connection.close(),
    });
  };
  const measureRelay = (concurrency: number) => postTexts(started, { count: texts, concurrency });

  const measureSql = async (concurrency: number, count: number): Promise<Driven> => {
    const inputs = await textInputs(keys, routes, count);
    return await drive({
      count,
      concurrency,
      open: () => Promise.resolve(driver),
      call: (sql, index) => runTextSql(sql, inputs[index]!),
    });
  };

  log("relay: warming up");
  for (const url of [httpUrl, sqlUrl]) await post(url, 16, texts);
  await measureRelay(16);
  await measureSql(16, texts);
  // The tables were empty when they were planned for.
  await database.sql`analyze`;

  const figures: Record<string, Figure> = {};
  const statuses: Driven[] = [];
  const cpuOf: Record<string, number[]> = {};
  const cpu = async (): Promise<Record<string, number | null>> => ({
    "the function": await cpuMilliseconds(started.pids[0]!),
    Postgres: await cpuMilliseconds(database.pid()),
  });
  const ratios: Section["ratios"] = {};
  for (const concurrency of CONCURRENCIES) {
    const relays: Awaited<ReturnType<typeof measureRelay>>[] = [];
    const floors: Record<"floor_http" | "floor_sql" | "floor_pgbench", Driven[]> = {
      floor_http: [],
      floor_sql: [],
      floor_pgbench: [],
    };
    for (let run = 1; run <= runs; run++) {
      log(`relay: ${concurrency} at a time, run ${run} of ${runs}`);
      floors.floor_http.push(await post(httpUrl, concurrency, texts * 2));
      floors.floor_sql.push(await post(sqlUrl, concurrency, texts * 2));
      const before = await cpu();
      relays.push(await measureRelay(concurrency));
      const after = await cpu();
      for (const [name, value] of Object.entries(after)) {
        const used = (value ?? NaN) - (before[name] ?? NaN);
        if (used > 0) {
          (cpuOf[`CPU of ${name} for a text at ${concurrency}`] ??= []).push(used / texts);
        }
      }
      floors.floor_pgbench.push(await measureSql(concurrency, texts));
    }
    const name = (what: string) => `${what} at ${concurrency}`;
    const perSecond = (driven: Driven[]) => driven.map((one) => one.perSecond);
    figures[name("relay")] = figure(perSecond(relays), "texts/s");
    figures[name("relay delivered")] = figure(
      relays.map((one) => one.deliveredPerSecond),
      "texts/s",
    );
    for (const share of [0.5, 0.95, 0.99]) {
      const percentile = `p${share * 100}`;
      figures[name(`relay answer ${percentile}`)] = figure(
        relays.map((one) => quantile(one.milliseconds, share)),
        "ms",
      );
      figures[name(`relay receipt ${percentile}`)] = figure(
        relays.map((one) => quantile(one.receipts, share)),
        "ms",
      );
    }
    for (const [floor, driven] of Object.entries(floors)) {
      figures[name(floor)] = figure(perSecond(driven), "requests/s");
      figures[name(`${floor} p50`)] = figure(
        driven.map((one) => quantile(one.milliseconds, 0.5)),
        "ms",
      );
      ratios[name(`relay / ${floor}`)] = ratio(
        perSecond(relays),
        perSecond(driven),
        floor === "floor_sql" && concurrency === 16 ? { atLeast: 0.7 } : undefined,
      );
    }
  }
  for (const [name, values] of Object.entries(cpuOf)) figures[name] = figure(values, "ms");
  for (let run = 1; run <= runs; run++) {
    log(`relay: status callbacks, run ${run} of ${runs}`);
    const load = { count: texts, concurrency: 16 };
    statuses.push(await postStatuses(database.sql, started.carrier, started.urls[0]!, load));
  }
  figures["status callbacks at 16"] = figure(
    statuses.map(({ perSecond }) => perSecond),
    "callbacks/s",
  );
  const [size] = await database.sql<{ message: number; forward: number }[]>`
    select pg_total_relation_size('public.sms_messages') / (select count(*) from public.sms_messages)::float8 as message,
           pg_total_relation_size('public.sms_forwards') / (select count(*) from public.sms_forwards)::float8 as forward`;
  figures["size of a message with its indexes"] = figure([size!.message], "bytes");
  figures["size of a forward with its indexes"] = figure([size!.forward], "bytes");
  if (profile) log("relay: profiling");
  return {
    title: "Relay",
    figures,
    ratios,
    notes: [
      "Texts of 60 characters between two people; 400 ways in turn. Writes wait for the disk (fsync on).",
    ],
    ...(profile ? { profile: await profileRelay(texts) } : {}),
  };
}
