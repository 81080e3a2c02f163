import { createKeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { textWebhooks } from "../load/text_webhooks.ts";
import { connectPeople } from "./connect_people.ts";
import { benchCarrier, benchSettings, WEBHOOK_URL } from "./function_settings.ts";
import type { BenchDatabase } from "./start_bench_database.ts";
import { startCarrierSink } from "./start_carrier_sink.ts";
import { startServers } from "./start_servers.ts";

const WEBHOOK = new URL("../../supabase/functions/sms-webhook/index.ts", import.meta.url);
const PAIRS = 200;

/**
 * Pairs of people on a database that has a pool, and the real `sms-webhook` for them, in as many processes as asked and over another
 * database URL if one is given.
 */
export async function startRelay(
  database: BenchDatabase,
  options: { processes?: number; databaseUrl?: string } = {},
) {
  await using parts = new AsyncDisposableStack();
  const sink = startCarrierSink();
  parts.defer(sink.stop);
  const carrier = benchCarrier();
  const settings = benchSettings(
    options.databaseUrl ?? database.functionsUrl,
    sink.url,
    carrier,
  );
  const keys = await createKeyRing({ current: settings.PHONE_ENCRYPTION_KEY! });
  const routes = await connectPeople(database.sql, keys, PAIRS);
  const servers = await startServers(WEBHOOK, settings, options.processes);
  parts.defer(async () => void await servers.stop());
  const started = parts.move();
  return {
    sink,
    carrier,
    settings,
    keys,
    routes,
    pids: servers.pids,
    urls: servers.urls.map((url) => `${url}/sms-webhook`),
    /** Signed texts over all the routes in turn. */
    webhooks: (count: number) => textWebhooks({ ...carrier, url: WEBHOOK_URL }, routes, count),
    stop: () => started.disposeAsync(),
  };
}
