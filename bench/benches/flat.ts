import postgres from "postgres";
import { createConversation } from "../../supabase/functions/_shared/conversation/create_conversation.ts";
import { connect, type Sql } from "../../supabase/functions/_shared/db/connect.ts";
import { receiveMessage } from "../../supabase/functions/_shared/routing/receive_message.ts";
import { drive } from "../load/drive.ts";
import { ownMegabytes } from "../load/own_megabytes.ts";
import { figure, quantile } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { growBindings, personOf } from "../setup/grow_bindings.ts";
import { importPool } from "../setup/import_pool.ts";
import { plainConversation } from "../setup/plain_conversation.ts";
import { migrate, startBenchDatabase } from "../setup/start_bench_database.ts";

const POOL = 1_000;

type Size = { bindings: number; name: string; sql: Sql; pool: string[]; megabytes: number };

/** Routing and allocation by SQL with a thousand and with millions of live bindings, in turns. */
export async function flat({ runs, quick, log }: BenchOptions): Promise<Section> {
  await using parts = new AsyncDisposableStack();
  // All sizes are in the memory of the server, as the busy part of a database should be.
  const database = await startBenchDatabase({ shared_buffers: "8GB", max_wal_size: "16GB" });
  parts.defer(database.stop);

  const sizes: Size[] = [];
  for (const bindings of quick ? [1_000, 10_000] : [1_000, 100_000, 1_000_000, 5_000_000]) {
    log(`flat: making ${bindings.toLocaleString("en")} bindings`);
    await database.sql.unsafe(`create database bindings_${bindings}`);
    const url = Object.assign(new URL(database.url), { pathname: `/bindings_${bindings}` }).href;
    const admin = postgres(url, { max: 1, onnotice: () => {} });
    await migrate(admin);
    const pool = await importPool(admin, POOL);
    await growBindings(admin, pool, bindings);
    const [size] = await admin<{ megabytes: number }[]>`
      select (pg_database_size(current_database()) / 1e6)::float8 as megabytes`;
    // A bulk load leaves most of what it wrote out of the server's memory.
    await admin`create extension pg_prewarm`;
    await admin`
      select pg_prewarm(oid) from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;
    await admin.end();
    const sql = connect(url);
    parts.defer(() => sql.end());
    sizes.push({ bindings, name: bindings.toLocaleString("en"), sql, pool, ...size! });
  }

  const count = quick ? 50 : 500;
  const routing = async ({ sql, bindings, pool }: Size) => {
    // Of the few people of the smallest size too each text is the first within the hour: to count a second one is less work.
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(1 + Math.floor(Math.random() * bindings / 2));
    const pairs = [...chosen];
    await sql`truncate public.rate_limits`;
    const hashes = await Promise.all(pairs.map((pair) => personOf(pair, 0)));
    const { milliseconds } = await drive({
      count,
      concurrency: 1,
      open: () => Promise.resolve(sql),
      async call(sql, index) {
        const { outcome } = await receiveMessage(sql, {
          toNumber: pool[pairs[index]! % POOL]!,
          fromHash: hashes[index]!,
          fromEncrypted: null,
          providerSid: `SM${crypto.randomUUID()}`,
          bodyEncrypted: "c".repeat(120),
          media: [],
          segments: 1,
          keyword: null,
          notice: null,
          maxPerHour: 1_000_000_000,
        });
        if (outcome !== "forwarded") throw new Error(`Route a text: ${outcome}`);
      },
    });
    return quantile(milliseconds, 0.5);
  };
  const allocation = async ({ sql }: Size) => {
    const someone = () => ({
      phone_hash: crypto.randomUUID(),
      phone_encrypted: "c".repeat(70),
    });
    const { milliseconds } = await drive({
      count,
      concurrency: 1,
      open: () => Promise.resolve(sql),
      call: (sql) => createConversation(sql, plainConversation([someone(), someone()])),
    });
    return quantile(milliseconds, 0.5);
  };

  const operations = { routing, allocation };
  const figures: Section["figures"] = {};
  const measured: Record<string, number[]> = {};
  const ownMemory: Record<string, number[]> = {};
  for (let run = 0; run <= runs; run++) {
    log(run === 0 ? "flat: warming up" : `flat: run ${run} of ${runs}`);
    for (const [name, operation] of Object.entries(operations)) {
      for (const size of sizes) {
        const median = await operation(size);
        if (run > 0) (measured[`${name} at ${size.name}`] ??= []).push(median);
      }
    }
    for (const { name, sql } of run === 0 ? [] : sizes) {
      const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
      const megabytes = await ownMegabytes(backend!.pid);
      if (megabytes !== null) {
        (ownMemory[`connection's own memory at ${name}`] ??= []).push(megabytes);
      }
    }
    // The message tables were empty when they were planned for.
    if (run === 0) { for (const { sql } of sizes) await sql`analyze`; }
  }
  for (const [name, values] of Object.entries(measured)) figures[name] = figure(values, "ms");
  for (const { name, megabytes } of sizes) figures[`disk at ${name}`] = figure([megabytes], "MB");
  const shared = await sharedMegabytes(database.sql);
  for (const { name, bindings } of sizes) {
    figures[`shared memory at ${name}`] = figure([shared[`bindings_${bindings}`] ?? 0], "MB");
  }
  for (const [name, values] of Object.entries(ownMemory)) figures[name] = figure(values, "MB");
  const [smallest, largest] = [sizes[0]!.name, sizes.at(-1)!.name];
  const ratios = Object.fromEntries(
    Object.keys(operations).map((name) => [
      `${name} at ${largest} / at ${smallest}`,
      ratio(measured[`${name} at ${largest}`]!, measured[`${name} at ${smallest}`]!, {
        atMost: 1.3,
      }),
    ]),
  );
  return {
    title: "Flat over live bindings",
    figures,
    ratios,
    notes: [
      `One at a time over one connection, pool of ${POOL} numbers, shared_buffers 8 GB.`,
      "Shared memory: pages of a size's tables and indexes that are in shared_buffers at the end.",
    ],
  };
}

/** How much of `shared_buffers` each database fills. */
async function sharedMegabytes(sql: postgres.Sql): Promise<Record<string, number>> {
  await sql`create extension if not exists pg_buffercache`;
  const rows = await sql<{ name: string; megabytes: number }[]>`
    select d.datname as name, count(*) * current_setting('block_size')::float8 / 1e6 as megabytes
    from pg_buffercache b join pg_database d on d.oid = b.reldatabase
    group by d.datname`;
  return Object.fromEntries(rows.map(({ name, megabytes }) => [name, megabytes]));
}
