import { statusUrl } from "../carrier/status_url.ts";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import type { Idempotency } from "../http/idempotency.ts";
import type { Phone } from "../phone/parse_phone.ts";
import { requireAllowedCountry } from "../phone/require_allowed_country.ts";
import { stopTexting } from "./stop_texting.ts";

export type Text = {
  to: Phone;
  recipientHash: string;
  from: string;
  body: string;
  idempotency: Idempotency;
  requestId: string;
};
type Permission = { opted_out: boolean; from_is_in_pool: boolean; sent_before: string | null };

/**
 * Hands one text to the carrier, unless the same request did so before. Throws `country_not_allowed`, `recipient_opted_out`,
 * `sender_not_allowed` (a pool number speaks for conversations only), `carrier_refused` and `carrier_unavailable`.
 */
export async function sendText(deps: Deps, text: Text): Promise<{ sid: string; status: string }> {
  requireAllowedCountry(deps.env, text.to);
  const { id, requestHash } = text.idempotency;
  const [permission] = await deps.sql<Permission[]>`
    select masking.is_opted_out(
             phone_hash => masking.known_phone_hash(phone_hash => ${text.recipientHash})) as opted_out,
           masking.is_pool_number(number => ${text.from}) as from_is_in_pool,
           masking.claim_idempotency_key(idempotency_id => ${id}, request_hash => ${requestHash}, now => now()) as sent_before`;
  if (permission!.sent_before !== null) return { sid: permission!.sent_before, status: "queued" };

  const refusal = permission!.from_is_in_pool
    ? new AppError("sender_not_allowed", "Send a text: a pool number speaks for conversations only")
    : permission!.opted_out
    ? new AppError("recipient_opted_out", "Send a text: the recipient has opted out")
    : null;
  if (refusal) return await refuse(deps, id, refusal);

  const provider = deps.env.PHONE_MASKING_PROVIDER;
  const carrier = await deps.carriers.get(provider);
  const result = await carrier.send({
    to: text.to.number,
    from: text.from,
    body: text.body,
    // Tells of an opt-out that the carrier notices only later.
    statusCallback: statusUrl(deps.publicFunctionsUrl, provider),
  });
  if (result.kind === "accepted") {
    if (id !== null) {
      await deps
        .sql`select masking.settle_idempotency_key(idempotency_id => ${id}, resource_id => ${result.sid})`;
    }
    return { sid: result.sid, status: result.status };
  }
  if (result.kind === "unknown") {
    // The key stays claimed: whoever repeats the request must not send the text twice.
    throw new AppError(
      "carrier_unavailable",
      "Send a text: the carrier did not say whether it took it",
      {
        members: { carrier_code: result.code },
      },
    );
  }
  if (result.optedOut) await stopTexting(deps, text.to.number, text.requestId);
  return await refuse(
    deps,
    id,
    result.optedOut
      ? new AppError("recipient_opted_out", "Send a text: the recipient has opted out")
      : result.retry !== "never"
      ? new AppError(
        "carrier_unavailable",
        "Send a text: the carrier does not take it now, try again",
        {
          retryAfterSeconds: 10,
          members: { carrier_code: result.code },
        },
      )
      : new AppError("carrier_refused", "Send a text: the carrier refused it, see carrier_code", {
        members: { carrier_code: result.code },
      }),
  );
}

/** Nothing was sent, so the same request may be tried again. */
async function refuse(deps: Deps, idempotencyId: string | null, error: AppError): Promise<never> {
  if (idempotencyId !== null) {
    await deps.sql`select masking.release_idempotency_key(idempotency_id => ${idempotencyId})`;
  }
  throw error;
}
