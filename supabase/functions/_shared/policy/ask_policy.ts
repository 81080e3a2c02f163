import type { Claim } from "../delivery/claim.ts";
import { callHook, type HookResult } from "../hook/call_hook.ts";
import { decrypt } from "../privacy/decrypt.ts";
import { roomTaken } from "../media/media_room.ts";
import { encrypt } from "../privacy/encrypt.ts";
import type { Ask } from "./ask.ts";
import { decidePolicy, NO_HOOK } from "./decide_policy.ts";
import { hookPayload } from "./hook_payload.ts";
import { type Answer, readAnswer } from "./read_answer.ts";
import type { PolicyDeps } from "./relay_asked.ts";
import { settleAsk } from "./settle_ask.ts";

/** Asks the policy hook about a message and keeps what it decides, or that it has to be asked again; with the claims that this sets free. */
export async function askPolicy(
  deps: PolicyDeps,
  ask: Ask,
  requestId: string,
): Promise<{ isDecided: boolean; claims: Claim[] }> {
  const started = performance.now();
  const taken = roomTaken(deps.publicFunctionsUrl, ask);
  const { decision, code } = decidePolicy(
    await call(deps, ask, taken),
    { ...ask, taken, hasMedia: ask.media_count > 0, giveUpAt: new Date(ask.give_up_at) },
    deps.env.POLICY_ON_FAILURE,
    new Date(),
    Math.random(),
  );
  const body = decision.state === "changed"
    ? await encrypt(await deps.keys(), "body", decision.body)
    : null;
  const claims = await settleAsk(deps.sql, ask, decision, body);
  deps.log("policy", {
    request_id: requestId,
    message_id: ask.message_id,
    conversation_id: ask.conversation.id,
    attempt: ask.attempt,
    outcome: decision.state,
    ...(code === null ? {} : { code }),
    duration_ms: Math.round(performance.now() - started),
  });
  return { isDecided: decision.state !== "pending", claims };
}

async function call(
  { env, keys, log }: PolicyDeps,
  ask: Ask,
  taken: number,
): Promise<HookResult<Answer>> {
  const { POLICY_WEBHOOK_URL: url, POLICY_WEBHOOK_SECRET: secret } = env;
  if (url === undefined || secret === undefined) return { kind: "failed", code: NO_HOOK };
  let body: string;
  try {
    body = await decrypt(await keys(), "body", ask.body_encrypted);
  } catch (error) {
    log("cannot_decrypt", { message_id: ask.message_id, error });
    return { kind: "failed", code: "CANNOT_DECRYPT" };
  }
  const hook = { url, secret, deadlineMilliseconds: env.POLICY_DEADLINE_MS };
  return await callHook(hook, ask.message_id, hookPayload(ask, body, taken), readAnswer);
}
