import { createKeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { textWebhooks } from "../load/text_webhooks.ts";
import { connectPeople } from "./connect_people.ts";
import { benchCarrier, benchSettings, WEBHOOK_URL } from "./function_settings.ts";
import type { BenchDatabase } from "./start_bench_database.ts";
import { startCarrierSink } from "./start_carrier_sink.ts";
import { startServers } from "./start_servers.ts";

/** What the relay serves. */
export const WEBHOOK = new URL("../../supabase/functions/sms-webhook/index.ts", import.meta.url);
const PAIRS = 200;

/** Pairs of people on a database that has a pool, and the real `sms-webhook` for them, in as many processes as asked. */
export async function startRelay(database: BenchDatabase, options: { processes?: number } = {}) {
  await using parts = new AsyncDisposableStack();
  const sink = startCarrierSink();
  parts.defer(sink.stop);
  const carrier = benchCarrier();
  const settings = benchSettings(database.functionsUrl, sink.url, carrier);
  const keys = await createKeyRing({ current: settings.PHONE_ENCRYPTION_KEY! });
  const routes = await connectPeople(database.sql, keys, PAIRS);
  const servers = await startServers(WEBHOOK, settings, options.processes);
  parts.defer(async () => void await servers.stop());
  const started = parts.move();
  const webhooks = (urls: string[]) => urls.map((url) => `${url}/sms-webhook`);
  return {
    sink,
    carrier,
    settings,
    keys,
    routes,
    pids: servers.pids,
    urls: webhooks(servers.urls),
    /** The same relay in further processes, over another URL of its database; the URLs of their webhooks. */
    async serveThrough(databaseUrl: string, processes: number) {
      const own = { ...settings, MASKLINE_DB_URL: databaseUrl };
      const further = await startServers(WEBHOOK, own, processes);
      started.defer(async () => void await further.stop());
      return webhooks(further.urls);
    },
    /** Signed texts over all the routes in turn. */
    webhooks: (count: number) => textWebhooks({ ...carrier, url: WEBHOOK_URL }, routes, count),
    stop: () => started.disposeAsync(),
  };
}
