import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";

const AT_ONCE = 20;

/** Gives numbers back to the carrier whose release was requested and that nobody holds any more; how many. What fails is due again. */
export async function releaseNumbers(deps: Deps, requestId: string): Promise<number> {
  const due = await inOneTrip(deps.sql)<{ number: string; provider_sid: string | null }>`
    select number, provider_sid from masking.claim_number_releases(
      provider => ${deps.env.PHONE_MASKING_PROVIDER}, max_count => ${AT_ONCE})`;
  let released = 0;
  for (const { number, provider_sid } of due) {
    try {
      const carrier = await deps.carriers.get(deps.env.PHONE_MASKING_PROVIDER);
      await (await carrier.numbers()).release(number, provider_sid);
      await deps.sql`select masking.settle_number_release(number => ${number})`;
      released++;
    } catch (error) {
      deps.log("number_not_released", { request_id: requestId, error });
    }
  }
  return released;
}
