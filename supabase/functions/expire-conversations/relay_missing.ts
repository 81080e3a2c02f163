import type { Carrier, ReceivedText } from "../_shared/carrier/carrier.ts";
import type { Provider } from "../_shared/carrier/provider.ts";
import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";

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
  const sql = inOneTrip(deps.sql);
  try {
    const [carrier, [row]] = await Promise.all([
      deps.carriers.get(provider),
      sql<{ since: Date }>`select masking.received_since(provider => ${provider}) as since`,
    ]);
    const received = await carrier.findReceived(row!.since);
    const missing = new Set((await sql<{ sid: string }>`
      select sid from masking.missing_messages(
        received => ${received.map(({ sid, to }) => ({ sid, to_number: to }))}) as sid`)
      .map(({ sid }) => sid));

    const lost = received.filter(({ sid }) => missing.has(sid));
    const taken = lost.length === 0 ? 0 : await take(deps, carrier, lost, requestId);
    await sql`select masking.record_sweep(provider => ${provider}, received_until => ${started})`;
    return taken;
  } catch (error) {
    deps.log("carrier_not_compared", { request_id: requestId, provider, error });
    return 0;
  }
}

/** How many of these texts no webhook has brought meanwhile. */
async function take(deps: Deps, carrier: Carrier, lost: ReceivedText[], requestId: string) {
  // Needed by few sweeps, and so not at every start.
  const [{ takeText }, { automaticTexts }] = await Promise.all([
    import("../_shared/routing/take_text.ts"),
    import("../_shared/routing/automatic_texts.ts"),
  ]);
  let taken = 0;
  for (const text of lost) {
    const mediaUrls = text.mediaCount === 0 ? [] : await carrier.findMedia(text.sid);
    const body = text.body ?? automaticTexts(deps.env.VOICE_LANGUAGE).wordsLost;
    const { outcome } = await takeText(deps, { ...text, body, mediaUrls }, requestId);
    if (outcome !== "duplicate") taken++;
  }
  return taken;
}
