import { authenticate } from "../_shared/auth/authenticate.ts";
import { askCarrier } from "../_shared/carrier/ask_carrier.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { numberWebhooks } from "../_shared/pool/number_webhooks.ts";
import { planSync, type SyncChange, type SyncedNumber } from "../_shared/pool/plan_sync.ts";
import { syncInput } from "../_shared/pool/schema.ts";
import { toPoolNumber } from "../_shared/pool/to_pool_number.ts";

/** `POST /masking/pool/sync` (service): brings one batch of the carrier's numbers and the pool together, or says what differs. */
export function syncPool(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const { dry_run, import: imports, max_count, after } = await readJson(
      context.req.raw,
      syncInput,
    );
    const carrier = await deps.carriers.get(deps.env.PHONE_MASKING_PROVIDER);
    const numbers = await carrier.numbers();
    const webhooks = numberWebhooks(deps.publicFunctionsUrl);
    // First the pool: what joins it meanwhile must not seem to be missing in the account.
    const [pool] = await deps.sql<{ numbers: SyncedNumber[]; ordered: string[] }[]>`
      select * from masking.pool_for_sync(provider => ${deps.env.PHONE_MASKING_PROVIDER})`;
    const account = await askCarrier("List the numbers", numbers.list(webhooks));
    const { changes, missing, doubt, notInPool } = planSync(account, pool!.numbers, {
      ordered: pool!.ordered,
      senders: [...deps.env.SMS_FROM_NUMBERS, ...deps.env.SMS_PUBLIC_FROM_NUMBERS],
      imports,
    });

    const left = changes.filter(({ number }) => number.number > (after ?? ""));
    const batch = left.slice(0, max_count);
    const failed: string[] = [];
    for (const change of dry_run ? [] : batch) {
      try {
        // Before it joins the pool: a text to it would be lost.
        if (change.number.differs.length > 0) {
          await numbers.configure(change.number.sid, webhooks);
        }
        await keep(deps, change);
      } catch (error) {
        failed.push(change.number.number);
        deps.log("number_not_synced", { request_id: context.get("requestId"), error });
      }
    }
    const more = left.length > batch.length;
    const drained = dry_run || more || doubt !== null ? [] : await drain(deps, missing);
    return context.json({
      dry_run,
      changes: batch.map(({ number: { number }, action, differs }) => ({
        number,
        action,
        differs,
      })),
      failed,
      missing,
      drained,
      not_drained_because: doubt,
      not_in_pool: notInPool,
      more,
      after: more ? batch.at(-1)!.number.number : null,
    });
  };
}

/** Nothing sent from a number that the account has no more arrives: the sweep moves its conversations. Which were drained now. */
async function drain(deps: Deps, missing: string[]): Promise<string[]> {
  const drained: string[] = [];
  for (const number of missing) {
    const [row] = await deps.sql<{ drained: boolean }[]>`
      select masking.drain_missing_number(
        number => ${number}, provider => ${deps.env.PHONE_MASKING_PROVIDER}) as drained`;
    if (row!.drained) drained.push(number);
  }
  return drained;
}

async function keep(deps: Deps, { number, action }: SyncChange): Promise<void> {
  if (action === "update") {
    await deps.sql`
      select masking.sync_number(
        number => ${number.number}, provider_sid => ${number.sid}, sms => ${number.sms}, mms => ${number.mms},
        voice => ${number.voice})`;
    return;
  }
  const joins = await toPoolNumber(deps, number);
  if (!joins) throw new Error("Import a number: people cannot text it");
  await deps.sql`
    select masking.import_numbers(numbers => masking.known_hashes(items => ${
    deps.sql.json([joins])
  }))`;
}
