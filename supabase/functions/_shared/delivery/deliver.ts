import type { Carrier, SendResult } from "../carrier/carrier.ts";
import type { Carriers } from "../carrier/create_carriers.ts";
import { statusUrl } from "../carrier/status_url.ts";
import type { Sql } from "../db/connect.ts";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";
import type { E164 } from "../phone/e164.ts";
import { decrypt } from "../privacy/decrypt.ts";
import type { KeyRing } from "../privacy/key_ring.ts";
import { type ProtectedPhone, protectPhone } from "../privacy/protect_phone.ts";
import type { Composed } from "../media/compose_media.ts";
import type { MediaStore } from "../media/media_store.ts";
import type { AutomaticText } from "../routing/automatic_texts.ts";
import { encryptNotice } from "../routing/encrypt_notice.ts";
import type { QuietUntil } from "../quiet_hours/create_quiet_until.ts";
import type { Guard } from "../leak_guard/guard_text.ts";
import type { Claim } from "./claim.ts";
import { decide, type Decision } from "./decide.ts";
import { recipientOptedOut } from "./recipient_opted_out.ts";
import { recordSend } from "./record_send.ts";
import { splitText } from "./split_text.ts";

export type DeliveryDeps = {
  env: Pick<Env, "BODY_RETENTION_DAYS" | "VOICE_LANGUAGE">;
  sql: Sql;
  carriers: Carriers;
  media: MediaStore;
  keys: () => Promise<KeyRing>;
  log: Log;
  publicFunctionsUrl: string;
  quietUntil: QuietUntil;
};

/** What a forward's end is to the others: the sender is told of a failure, everybody of somebody who is texted no more. */
const NOTICES: Partial<Record<Decision["result"], AutomaticText>> = {
  failed: "notDelivered",
  suppressed: "notReachable",
};

/** Longer than a text waits at the carrier at most (Twilio docs: error 30001, ten hours). */
const MEDIA_LINK_SECONDS = 12 * 3_600;

/** After so many attempts a text goes without what could not be fetched or stored. */
const MEDIA_TRIES = 3;

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
      const name = NOTICES[decision.result];
      const notice = name === undefined ? null : await encryptNotice(deps, (texts) => texts[name]);
      const optedOut = decision.result === "suppressed" ? await recipientOf(deps, claim) : null;
      const next = await recordSend(deps, claim, decision, notice, optedOut);
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
  const [opened, carrier] = await Promise.all([
    open(deps, claim),
    deps.carriers.find(claim.provider),
  ]);
  if (!opened || !carrier) {
    // With the right settings it can be sent yet, or looked up if it may have been sent before.
    const code = opened ? "CARRIER_NOT_CONFIGURED" : "CANNOT_DECRYPT";
    const result: SendResult = claim.reconcile
      ? { kind: "unknown", code }
      : { kind: "refused", code, retry: "later", optedOut: false };
    return decide(result, forward, new Date(), Math.random());
  }
  const [to, original] = opened;
  const text = claim.guard ? await guard(deps, claim.guard, original) : original;
  if (text === null) {
    return { result: "blocked", providerSids: [], errorCode: null, nextAttemptAt: null };
  }
  const words = claim.part > claim.parts
    ? claim.prefix
    : splitText(text, claim.prefix, claim.parts)[claim.part - 1]!;
  const composed = await compose(deps, claim, carrier, to, words);
  if (composed === null) {
    const result = { kind: "refused", code: "MEDIA_UNREACHABLE", retry: "later", optedOut: false };
    return decide(result as SendResult, forward, new Date(), Math.random());
  }
  if (claim.reconcile) {
    const since = new Date(claim.created_at);
    const looks = claim.sent_from.flatMap(({ number, provider }) =>
      composed.map(async ({ body, paths }) => {
        const sender = await deps.carriers.get(provider);
        return await sender.findSent({ to, from: number, body, mediaCount: paths.length, since });
      })
    );
    const sids = await Promise.all(looks).then((found) => found.flat(), (error) => {
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
  const quietUntil = claim.is_answer ? null : await deps.quietUntil(to, new Date());
  if (quietUntil) {
    return { ...held, errorCode: "QUIET_HOURS", result: "deferred", nextAttemptAt: quietUntil };
  }
  // The lease was given to nobody's recipient who had opted out, but that was a while ago.
  const tookTime = claim.wait_ms > 0 || claim.reconcile || claim.media !== null;
  if (tookTime && await recipientOptedOut(deps.sql, claim)) {
    return { ...held, result: "withheld", nextAttemptAt: null };
  }

  const result: SendResult = await carrier.send({
    to,
    from: claim.from,
    ...await offer(deps, claim, composed),
    statusCallback: statusUrl(deps.publicFunctionsUrl, claim.provider, claim.forward_id),
  });
  return decide(result, forward, new Date(), Math.random());
}

/** What the leak guard leaves of a text; needed rarely, and so not loaded at every start. */
async function guard(deps: DeliveryDeps, guarded: Guard, text: string): Promise<string | null> {
  const { guardText } = await import("../leak_guard/guard_text.ts");
  return await guardText(deps, guarded, text);
}

/** The text as it goes to the carrier, and what else an earlier attempt may have made of it; null when its media cannot be had yet. */
async function compose(
  deps: DeliveryDeps,
  claim: Claim,
  carrier: Carrier,
  to: string,
  words: string,
): Promise<[Composed, ...Composed[]] | null> {
  if (claim.media === null) return [{ body: words, paths: [] }];
  // Needed rarely, and so not at every start.
  const [{ prepareMedia }, { composeMedia }] = await Promise.all([
    import("../media/prepare_media.ts"),
    import("../media/compose_media.ts"),
  ]);
  // The files are where the text came in, which may be another carrier than that of this recipient.
  const keeper = await deps.carriers.get(claim.media.provider);
  const settled = await prepareMedia(
    { ...deps, carrier: keeper },
    claim.media,
    claim.attempt >= MEDIA_TRIES,
  );
  const message = { to, words, from: new Date(claim.created_at) };
  return settled && composeMedia({ ...deps, carrier }, message, claim.media, settled);
}

/** The first of what the text can be, with links for the carrier; where they cannot be had, what needs none. */
async function offer(
  deps: DeliveryDeps,
  claim: Claim,
  composed: [Composed, ...Composed[]],
): Promise<{ body: string; mediaUrls?: string[] }> {
  const [{ body, paths }] = composed;
  if (paths.length === 0) return { body };
  const links = await deps.media.sign(paths, MEDIA_LINK_SECONDS).catch((error) => {
    deps.log("media_not_signed", { forward_id: claim.forward_id, error });
    return [null];
  });
  return links.includes(null)
    ? { body: composed.find(({ paths }) => paths.length === 0)!.body }
    : { body, mediaUrls: links as string[] };
}

/** Who was texted; the seat may have gone to another phone since. */
async function recipientOf(deps: DeliveryDeps, claim: Claim): Promise<ProtectedPhone> {
  const keys = await deps.keys();
  return await protectPhone(keys, await decrypt(keys, "phone", claim.to_encrypted) as E164);
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
