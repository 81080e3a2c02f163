import type { Deps } from "../_shared/deps.ts";
import { takeText } from "../_shared/routing/take_text.ts";

/**
 * Compares the carrier's list of received texts with ours and takes those whose webhook never came (by default Twilio does not repeat
 * one that failed: docs, usage/webhooks/webhooks-connection-overrides). How many were taken; a carrier that cannot be asked is asked
 * again by the next run.
 */
export async function relayMissing(deps: Deps, requestId: string): Promise<number> {
  const provider = deps.env.PHONE_MASKING_PROVIDER;
  const started = new Date();
  try {
    const [row] = await deps.sql<{ since: Date }[]>`
      select masking.received_since(provider => ${provider}) as since`;
    const received = await deps.carrier.findReceived(row!.since);
    const missing = new Set((await deps.sql<{ sid: string }[]>`
      select sid from masking.missing_messages(
        received => ${
      deps.sql.json(received.map(({ sid, to }) => ({ sid, to_number: to })))
    }) as sid`)
      .map(({ sid }) => sid));

    let taken = 0;
    for (const text of received) {
      if (!missing.has(text.sid)) continue;
      const mediaUrls = text.mediaCount === 0 ? [] : await deps.carrier.findMedia(text.sid);
      const { outcome } = await takeText(deps, { ...text, mediaUrls }, requestId);
      if (outcome !== "duplicate") taken++;
    }
    await deps
      .sql`select masking.record_sweep(provider => ${provider}, received_until => ${started})`;
    return taken;
  } catch (error) {
    deps.log("carrier_not_compared", { request_id: requestId, error });
    return 0;
  }
}
