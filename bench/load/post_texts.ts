import { until } from "../../local/process/until.ts";
import type { startRelay } from "../setup/start_relay.ts";
import { drive } from "./drive.ts";
import { openHttpConnection } from "./http_connection.ts";

/** Posts signed texts to the relay's processes in turn; ends when the carrier has them all. Throws when one is not answered 200. */
export async function postTexts(
  relay: Awaited<ReturnType<typeof startRelay>>,
  load: { count: number; concurrency: number },
) {
  const webhooks = relay.webhooks(load.count);
  const sentAt = new Map<string, number>();
  relay.sink.receivedAt.clear();
  let opened = 0;
  const started = performance.now();
  const driven = await drive({
    ...load,
    open: () => openHttpConnection(relay.urls[opened++ % relay.urls.length]!),
    async call(connection, index) {
      const { headers, body, text } = webhooks[index]!;
      sentAt.set(text, performance.now());
      const { status } = await connection.post(headers, body);
      if (status !== 200) throw new Error(`Post a text: ${status}`);
    },
    close: (connection) => connection.close(),
  });
  const { receivedAt } = relay.sink;
  await until("the carrier has every text", () => receivedAt.size >= load.count, 60_000);
  return {
    ...driven,
    /** From the post to the carrier's receipt, sorted. */
    receipts: [...sentAt].map(([text, at]) => receivedAt.get(text)! - at).sort((a, b) => a - b),
    deliveredPerSecond: load.count / (Math.max(...receivedAt.values()) - started) * 1000,
  };
}
