import { connect } from "../../supabase/functions/_shared/db/connect.ts";
import { recordSend } from "../../supabase/functions/_shared/delivery/record_send.ts";
import { receiveMessage } from "../../supabase/functions/_shared/routing/receive_message.ts";
import { createKeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { encrypt } from "../../supabase/functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import type { E164 } from "../../supabase/functions/_shared/phone/e164.ts";
import { until } from "../../local/process/until.ts";
import { drive, type Driven } from "../load/drive.ts";
import { openHttpConnection } from "../load/http_connection.ts";
import { textWebhooks } from "../load/text_webhooks.ts";
import { type Figure, figure, quantile } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { connectPeople } from "../setup/connect_people.ts";
import { benchCarrier, benchSettings, WEBHOOK_URL } from "../setup/function_settings.ts";
import { importPool } from "../setup/import_pool.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startCarrierSink } from "../setup/start_carrier_sink.ts";
import { startServers } from "../setup/start_servers.ts";

const CONCURRENCIES = [1, 16, 64];

/** Signed texts to the real function over HTTP, beside servers that do less and beside its SQL alone. */
export async function relay({ runs, quick, log }: BenchOptions): Promise<Section> {
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  const sink = startCarrierSink();
  parts.defer(sink.stop);
  const carrier = benchCarrier();
  const settings = benchSettings(database.functionsUrl, sink.url, carrier);
  const keys = await createKeyRing({ current: settings.PHONE_ENCRYPTION_KEY! });
  await importPool(database.sql, 200);
  const routes = await connectPeople(database.sql, keys, 200);

  const serve = async (path: string) => {
    const servers = await startServers(new URL(path, import.meta.url), settings);
    parts.defer(async () => void await servers.stop());
    return servers.urls[0]!;
  };
  const functionUrl = `${await serve("../../supabase/functions/sms-webhook/index.ts")}/sms-webhook`;
  const httpUrl = await serve("../servers/floor_http.ts");
  const sqlUrl = await serve("../servers/floor_sql.ts");
  const driver = connect(database.functionsUrl);
  parts.defer(() => driver.end());

  const texts = quick ? 100 : 3_000;
  const post = async (url: string, concurrency: number, count: number) => {
    const webhooks = textWebhooks({ ...carrier, url: WEBHOOK_URL }, routes, count);
    const sentAt = new Map<string, number>();
    const driven = await drive({
      count,
      concurrency,
      open: () => openHttpConnection(url),
      async call(connection, index) {
        const { headers, body, text } = webhooks[index]!;
        sentAt.set(text, performance.now());
        const { status } = await connection.post(headers, body);
        if (status !== 200) throw new Error(`Post a text: ${status}`);
      },
      close: (connection) => connection.close(),
    });
    return { ...driven, sentAt };
  };

  const measureRelay = async (concurrency: number, count: number) => {
    sink.receivedAt.clear();
    const started = performance.now();
    const { sentAt, ...driven } = await post(functionUrl, concurrency, count);
    await until("the carrier has every text", () => sink.receivedAt.size >= count, 60_000);
    const receipts = [...sentAt].map(([text, at]) => sink.receivedAt.get(text)! - at)
      .sort((a, b) => a - b);
    const last = Math.max(...sink.receivedAt.values());
    return { ...driven, receipts, deliveredPerSecond: count / (last - started) * 1000 };
  };

  /** The SQL of a text, with nothing around it: received, and recorded as sent. */
  const measureSql = async (concurrency: number, count: number): Promise<Driven> => {
    const inputs = await Promise.all(Array.from({ length: count }, async (_, index) => {
      const { from, to } = routes[index % routes.length]!;
      return {
        toNumber: to,
        fromHash: await hashPhone(keys, from as E164),
        providerSid: `SM${crypto.randomUUID()}`,
        bodyEncrypted: await encrypt(keys, "body", "On my way, be there soon"),
        mediaCount: 0,
        segments: 1,
        keyword: null,
        noticeEncrypted: null,
        maxPerHour: 1_000_000_000,
      };
    }));
    return await drive({
      count,
      concurrency,
      open: () => Promise.resolve(driver),
      async call(sql, index) {
        const { claims } = await receiveMessage(sql, inputs[index]!);
        for (const claim of claims) {
          const sent = {
            result: "sent" as const,
            providerSids: [`SM${crypto.randomUUID()}`],
            errorCode: null,
            nextAttemptAt: null,
          };
          await recordSend(sql, claim, sent, null);
        }
      },
    });
  };

  log("relay: warming up");
  for (const url of [httpUrl, sqlUrl]) await post(url, 16, texts);
  await measureRelay(16, texts);
  await measureSql(16, texts);
  // The tables were empty when they were planned for.
  await database.sql`analyze`;

  const figures: Record<string, Figure> = {};
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
      relays.push(await measureRelay(concurrency, texts));
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
  return { title: "Relay", figures, ratios, notes: [] };
}
