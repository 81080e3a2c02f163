import { connect } from "../../supabase/functions/_shared/db/connect.ts";
import { BATCH, inBatches } from "../../supabase/functions/expire-conversations/in_batches.ts";
import { openHttpConnection } from "../load/http_connection.ts";
import { pace } from "../load/pace.ts";
import { sampleWaits, type Waits } from "../load/sample_waits.ts";
import { describeWaits } from "../profile/describe_waits.ts";
import { figure, quantile } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { growBindings } from "../setup/grow_bindings.ts";
import { importPool } from "../setup/import_pool.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startRelay } from "../setup/start_relay.ts";

const EVERY_MILLISECONDS = 10;

/** Due conversations closed in batches, beside a bare update of the same rows, and what the relay feels of it. */
export async function expire({ runs, quick, profile, log }: BenchOptions): Promise<Section> {
  const conversations = quick ? 10_000 : 1_000_000;
  const due = conversations / 10;
  const texts = quick ? 50 : 1_000;

  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase({ shared_buffers: "4GB", max_wal_size: "16GB" });
  parts.defer(database.stop);
  const { sql } = database;
  const pool = await importPool(sql, 1_000);
  const relay = await startRelay(database);
  parts.defer(relay.stop);
  log(`expire: making ${conversations.toLocaleString("en")} conversations`);
  await growBindings(sql, pool, conversations * 2);
  const functions = connect(database.functionsUrl);
  parts.defer(() => functions.end());

  let first = 0;
  /** The time of the next tenth of the conversations is up. */
  const makeDue = async () => {
    const ids = sql`
      select md5('conversation ' || pair)::uuid from generate_series(${first + 1}::int, ${
      first + due
    }::int) pair`;
    // Those of the first rounds have been closed before.
    await sql`
      update public.phone_conversations
      set created_at = now() - interval '2 days', expires_at = now() - interval '1 day',
          status = 'active', closed_at = null, closed_reason = null, next_release_at = null
      where id in (${ids})`;
    first = (first + due) % conversations;
    // What making them left to do is no part of what is measured.
    await sql`vacuum analyze public.phone_conversations`;
    await sql`checkpoint`;
  };
  const closeDue = async () => {
    const { done } = await inBatches(Infinity, async (maxCount) => {
      const [row] = await functions<{ count: number }[]>`
        select masking.expire_conversations(max_count => ${maxCount}) as count`;
      return row!.count;
    });
    return done;
  };
  const closeBare = async () => {
    const now = new Date();
    const { count } = await sql`
      update public.phone_conversations
      set status = 'closed', closed_at = ${now}, closed_reason = 'expired', next_release_at = ${now}
      where status = 'active' and expires_at <= ${now}`;
    return count;
  };
  /** Closes all that is due; conversations a second. */
  const timed = async (close: () => Promise<number>) => {
    const started = performance.now();
    const closed = await close();
    if (closed !== due) throw new Error(`Close: ${closed} conversations, not ${due}`);
    return closed / (performance.now() - started) * 1000;
  };
  const textsP99 = async (signal?: AbortSignal) => {
    const webhooks = relay.webhooks(texts);
    const free: Awaited<ReturnType<typeof openHttpConnection>>[] = [];
    const milliseconds = await pace({
      count: texts,
      everyMilliseconds: EVERY_MILLISECONDS,
      signal,
      async call(index) {
        const connection = free.pop() ?? await openHttpConnection(relay.urls[0]!);
        const { status } = await connection.post(webhooks[index]!.headers, webhooks[index]!.body);
        if (status !== 200) throw new Error(`Post a text: ${status}`);
        free.push(connection);
      },
    });
    for (const connection of free) connection.close();
    return quantile(milliseconds, 0.99);
  };

  await textsP99();
  await sql`analyze`;
  const found: Waits = [];
  const closedPerSecond: number[] = [];
  const closedBesidePerSecond: number[] = [];
  const barePerSecond: number[] = [];
  const alone: number[] = [];
  const beside: number[] = [];
  for (let run = 1; run <= runs; run++) {
    log(`expire: run ${run} of ${runs}`);
    await makeDue();
    barePerSecond.push(await timed(closeBare));
    await makeDue();
    closedPerSecond.push(await timed(closeDue));
    await makeDue();
    alone.push(await textsP99());
    const closed = new AbortController();
    const both = () =>
      Promise.all([textsP99(closed.signal), timed(closeDue).finally(() => closed.abort())]);
    const { result: [p99, perSecond], waits } = profile
      ? await sampleWaits(sql, both)
      : { result: await both(), waits: [] };
    found.push(...waits);
    beside.push(p99);
    closedBesidePerSecond.push(perSecond);
  }
  return {
    title: "Expiry",
    figures: {
      expire: figure(closedPerSecond, "conversations/s"),
      "expire beside the relay": figure(closedBesidePerSecond, "conversations/s"),
      "bare update": figure(barePerSecond, "conversations/s"),
      "relay p99 alone": figure(alone, "ms"),
      "relay p99 beside expiry": figure(beside, "ms"),
    },
    ratios: {
      "expire / bare update": ratio(closedPerSecond, barePerSecond, { atLeast: 0.5 }),
      "expire beside the relay / alone": ratio(closedBesidePerSecond, closedPerSecond),
      "relay p99 beside expiry / alone": ratio(beside, alone, { atMost: 1.5 }),
    },
    notes: [
      `${due.toLocaleString("en")} of ${
        conversations.toLocaleString("en")
      } conversations of two are due; ` +
      `batches of ${BATCH} with the rest that the sweep takes; the relay gets ${
        1000 / EVERY_MILLISECONDS
      } texts a second.`,
    ],
    ...(profile ? { profile: describeWaits(found) } : {}),
  };
}
