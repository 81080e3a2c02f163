import type { Carrier, SendResult } from "../carrier/carrier.ts";
import type { Sql } from "../db/connect.ts";
import type { Env } from "../env.ts";
import { guardText } from "../leak_guard/guard_text.ts";
import type { Log } from "../log.ts";
import { decrypt } from "../privacy/decrypt.ts";
import type { KeyRing } from "../privacy/key_ring.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { NOT_DELIVERED_TEXT, NOT_REACHABLE_TEXT } from "../routing/automatic_texts.ts";
import type { QuietUntil } from "../quiet_hours/create_quiet_until.ts";
import type { Claim } from "./claim.ts";
import { decide, type Decision } from "./decide.ts";
import { recipientOptedOut } from "./recipient_opted_out.ts";
import { recordSend } from "./record_send.ts";
import { relayedText } from "./relayed_text.ts";
import { splitText } from "./split_text.ts";

export type DeliveryDeps = {
  env: Pick<Env, "BODY_RETENTION_DAYS">;
  sql: Sql;
  carrier: Carrier;
  keys: () => Promise<KeyRing>;
  log: Log;
  publicFunctionsUrl: string;
  quietUntil: QuietUntil;
};

/** What a forward's end is to the others: the sender is told of a failure, everybody of somebody who is texted no more. */
const NOTICES: Partial<Record<Decision["result"], string>> = {
  failed: NOT_DELIVERED_TEXT,
  suppressed: NOT_REACHABLE_TEXT,
};

/** Sends what was claimed and then what that sets free, until nothing is left; how many attempts that took. Never throws. */
export async function deliver(
  deps: DeliveryDeps,
  claims: Claim[],
  requestId: string,
): Promise<number> {
  const counts = await Promise.all(claims.map(async (claim) => {
    const started = performance.now();
    try {
      const decision = await attempt(deps, claim);
      const text = NOTICES[decision.result];
      const notice = text === undefined ? null : await encrypt(await deps.keys(), "body", text);
      const next = await recordSend(deps, claim, decision, notice);
      deps.log("forward", {
        request_id: requestId,
        forward_id: claim.forward_id,
        conversation_id: claim.conversation_id,
        attempt: claim.attempt,
        reconciled: claim.reconcile,
        outcome: decision.result,
        carrier_code: decision.errorCode,
        duration_ms: Math.round(performance.now() - started),
      });
      return 1 + await deliver(deps, next, requestId);
    } catch (error) {
      // The lease ends by itself, and the sweep finds out what became of the text.
      deps.log("forward_not_recorded", {
        request_id: requestId,
        forward_id: claim.forward_id,
        conversation_id: claim.conversation_id,
        attempt: claim.attempt,
        error,
      });
      return 1;
    }
  }));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function attempt(deps: DeliveryDeps, claim: Claim): Promise<Decision> {
  if (claim.wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, claim.wait_ms));
  const forward = { attempt: claim.attempt, giveUpAt: new Date(claim.give_up_at) };
  const opened = await open(deps, claim);
  if (!opened) {
    // With the right key it can be sent yet, or looked up if it may have been sent before.
    const code = "CANNOT_DECRYPT";
    const result: SendResult = claim.reconcile
      ? { kind: "unknown", code }
      : { kind: "refused", code, retry: "later", optedOut: false };
    return decide(result, forward, new Date(), Math.random());
  }
  const [to, original] = opened;
  const text = claim.guard ? await guardText(deps, claim.guard, original) : original;
  if (text === null) {
    return { result: "blocked", providerSids: [], errorCode: null, nextAttemptAt: null };
  }
  const message = {
    to,
    from: claim.from,
    body: splitText(
      relayedText(text, claim.media_count),
      claim.prefix,
      claim.parts,
    )[claim.part - 1]!,
  };

  if (claim.reconcile) {
    const sids = await deps.carrier.findSent({ ...message, since: new Date(claim.created_at) })
      .catch((error) => {
        deps.log("carrier_not_asked", { forward_id: claim.forward_id, error });
        return null;
      });
    if (sids === null) {
      return decide({ kind: "unknown", code: "NOT_ASKED" }, forward, new Date(), 0);
    }
    if (sids.length > 0) {
      return { result: "sent", providerSids: sids, errorCode: null, nextAttemptAt: null };
    }
  }

  const held = { providerSids: [], errorCode: null };
  const quietUntil = await deps.quietUntil(to, new Date());
  if (quietUntil) return { ...held, result: "deferred", nextAttemptAt: quietUntil };
  // The lease was given to nobody's recipient who had opted out, but that was a while ago.
  if ((claim.wait_ms > 0 || claim.reconcile) && await recipientOptedOut(deps.sql, claim)) {
    return { ...held, result: "withheld", nextAttemptAt: null };
  }

  const result: SendResult = await deps.carrier.send({
    ...message,
    statusCallback: `${deps.publicFunctionsUrl}/sms-webhook/status?forward=${claim.forward_id}`,
  });
  return decide(result, forward, new Date(), Math.random());
}

async function open(deps: DeliveryDeps, claim: Claim): Promise<[string, string] | null> {
  const keys = await deps.keys();
  try {
    return await Promise.all([
      decrypt(keys, "phone", claim.to_encrypted),
      decrypt(keys, "body", claim.body_encrypted),
    ]);
  } catch (error) {
    deps.log("cannot_decrypt", { forward_id: claim.forward_id, error });
    return null;
  }
}
