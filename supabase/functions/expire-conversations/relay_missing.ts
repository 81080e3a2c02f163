import type { Provider } from "../_shared/carrier/provider.ts";
import type { Deps } from "../_shared/deps.ts";
import { automaticTexts } from "../_shared/routing/automatic_texts.ts";
import { takeText } from "../_shared/routing/take_text.ts";

/**
 * Compares each carrier's list of received texts with ours and takes those whose webhook never came (by default Twilio does not repeat
 * one that failed: docs, usage/webhooks/webhooks-connection-overrides). How many were taken; a carrier that cannot be asked is asked
 * again by the next run.
 */
export async function relayMissing(deps: Deps, requestId: string): Promise<number> {
  const taken = await Promise.all(
    deps.carriers.configured.map((provider) => relayMissingOf(deps, provider, requestId)),
  );
  return taken.reduce((sum, count) => sum + count, 0);
}

async function relayMissingOf(deps: Deps, provider: Provider, requestId: string): Promise<number> {
  const started = new Date();
  try {
    const [row] = await deps.sql<{ since: Date }[]>`
      select masking.received_since(provider => ${provider}) as since`;
    const carrier = await deps.carriers.get(provider);
    const received = await carrier.findReceived(row!.since);
    const missing = new Set((await deps.sql<{ sid: string }[]>`
      select sid from masking.missing_messages(
        received => ${
      deps.sql.json(received.map(({ sid, to }) => ({ sid, to_number: to })))
    }) as sid`)
      .map(({ sid }) => sid));

    let taken = 0;
    for (const text of received) {
      if (!missing.has(text.sid)) continue;
      const mediaUrls = text.mediaCount === 0 ? [] : await carrier.findMedia(text.sid);
      const body = text.body ?? automaticTexts(deps.env.VOICE_LANGUAGE).wordsLost;
      const { outcome } = await takeText(deps, { ...text, body, mediaUrls }, requestId);
      if (outcome !== "duplicate") taken++;
    }
    await deps
      .sql`select masking.record_sweep(provider => ${provider}, received_until => ${started})`;
    return taken;
  } catch (error) {
    deps.log("carrier_not_compared", { request_id: requestId, provider, error });
    return 0;
  }
}
