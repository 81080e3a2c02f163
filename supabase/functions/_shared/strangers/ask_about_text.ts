import { deliver } from "../delivery/deliver.ts";
import type { Deps } from "../deps.ts";
import type { HookResult } from "../hook/call_hook.ts";
import { languageOf } from "../language/language_of.ts";
import { relayAsked } from "../policy/relay_asked.ts";
import { decrypt } from "../privacy/decrypt.ts";
import { answerOnce } from "../routing/answer_once.ts";
import { automaticTexts } from "../routing/automatic_texts.ts";
import { askAboutStranger } from "./ask_about_stranger.ts";
import { connectStranger, isRefusal } from "./connect_stranger.ts";
import { decideStranger, LAST_ATTEMPT, type StrangerDecision } from "./decide_stranger.ts";
import type { StrangerAnswer } from "./read_stranger_answer.ts";
import { type Settled, settleStranger, type Settling } from "./settle_stranger.ts";
import type { StrangerAsk } from "./stranger_ask.ts";
import type { Asked } from "./stranger_question.ts";

/** Has the app say what to do about the sender of a text, and does it; whether that is settled. */
export async function askAboutText(
  deps: Deps,
  ask: StrangerAsk,
  requestId: string,
): Promise<boolean> {
  const started = performance.now();
  const phone = await open(deps, ask);
  const asked: Asked | null = phone === null ? null : {
    channel: "message",
    id: ask.message_id,
    number: ask.number,
    phone,
    at: ask.created_at,
  };
  const { settled, decision, code } = await settle(deps, ask, asked);
  deps.log("stranger", {
    request_id: requestId,
    message_id: ask.message_id,
    conversation_id: settled.conversation_id,
    attempt: ask.attempt,
    outcome: decision.action,
    ...(code === null ? {} : { code }),
    duration_ms: Math.round(performance.now() - started),
  });

  const words = "text" in decision
    ? decision.text
    : automaticTexts(languageOf(deps, null)).noConversation;
  await Promise.all([
    deliver(deps, settled.claims, requestId),
    ...settled.asks.map((policyAsk) => relayAsked(deps, policyAsk, requestId)),
    settled.may_answer && phone !== null
      ? answerOnce(deps, { sid: ask.provider_sid, from: phone, to: ask.number }, words, requestId)
      : null,
  ]);
  return settled.is_settled;
}

type Outcome = { settled: Settled; decision: StrangerDecision | Settling; code: string | null };

async function settle(deps: Deps, ask: StrangerAsk, asked: Asked | null): Promise<Outcome> {
  const asksPolicy = deps.env.POLICY_WEBHOOK_URL !== undefined;
  const keep = async (decision: StrangerDecision | Settling, code: string | null) => ({
    settled: await settleStranger(deps.sql, ask, decision, asksPolicy),
    decision,
    code,
  });
  if (ask.is_seated) return await keep({ action: "connect" }, null);

  const { decision, code } = decideStranger(
    await result(deps, ask, asked),
    ask.attempt,
    new Date(),
  );
  if (decision.action !== "connect" || asked === null) return await keep(decision, code);
  try {
    const settled = await connectStranger(
      deps,
      asked,
      decision.connection,
      (creation) => settleStranger(deps.sql, ask, decision, asksPolicy, creation),
    );
    return { settled, decision, code };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return await keep({ action: "answer" }, error.code);
  }
}

async function result(
  deps: Deps,
  ask: StrangerAsk,
  asked: Asked | null,
): Promise<HookResult<StrangerAnswer>> {
  if (asked === null) return { kind: "failed", code: "CANNOT_DECRYPT" };
  // Whoever asked the last time has not come back to say what came of it.
  if (ask.attempt > LAST_ATTEMPT) return { kind: "failed", code: "GIVEN_UP" };
  return await askAboutStranger(deps, asked);
}

async function open({ keys, log }: Deps, ask: StrangerAsk): Promise<string | null> {
  try {
    return await decrypt(await keys(), "phone", ask.phone_encrypted);
  } catch (error) {
    log("cannot_decrypt", { message_id: ask.message_id, error });
    return null;
  }
}
