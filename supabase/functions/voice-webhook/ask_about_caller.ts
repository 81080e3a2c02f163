import type { CallStep } from "../_shared/carrier/voice_carrier.ts";
import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";
import { languageOf } from "../_shared/language/language_of.ts";
import type { E164 } from "../_shared/phone/e164.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import { askAboutStranger } from "../_shared/strangers/ask_about_stranger.ts";
import {
  connectStranger,
  type Creation,
  isRefusal,
} from "../_shared/strangers/connect_stranger.ts";
import type { StrangerAnswer } from "../_shared/strangers/read_stranger_answer.ts";
import type { Asked } from "../_shared/strangers/stranger_question.ts";
import type { CallPlan } from "../_shared/voice/call_plan.ts";
import type { CallAnswer, CallRequest } from "./call_route.ts";
import { connectCaller } from "./connect_caller.ts";

/**
 * Has the app say what to do about a stranger who is on the line, and does it; null where nobody is asked, or says anything that can be
 * done. Never throws.
 */
export async function askAboutCaller(
  deps: Deps,
  { webhook, requestId }: Pick<CallRequest, "webhook" | "requestId">,
  plan: CallPlan,
): Promise<CallAnswer | null> {
  try {
    const fromHash = await hashPhone(await deps.keys(), webhook.from as E164);
    const { asks_since, plan: connected } = await look(deps, plan.call_id, webhook.to, fromHash);
    if (connected !== null) return await connectCaller(deps, connected, requestId);
    if (asks_since === null) return null;
    const asked: Asked = {
      channel: "call",
      id: plan.call_id,
      number: webhook.to,
      phone: webhook.from!,
      at: asks_since.toISOString(),
    };
    const started = performance.now();
    const { answer, outcome, code } = await ask(deps, asked, fromHash, requestId);
    deps.log("stranger", {
      request_id: requestId,
      call_id: plan.call_id,
      outcome,
      ...(code === null ? {} : { code }),
      duration_ms: Math.round(performance.now() - started),
    });
    return answer;
  } catch (error) {
    deps.log("stranger_not_recorded", { request_id: requestId, call_id: plan.call_id, error });
    return null;
  }
}

async function ask(
  deps: Deps,
  asked: Asked,
  fromHash: string,
  requestId: string,
): Promise<{ answer: CallAnswer | null; outcome: StrangerAnswer["action"]; code: string | null }> {
  const nothing = (code: string | null) => ({ answer: null, outcome: "answer" as const, code });
  const result = await askAboutStranger(deps, asked);
  if (result.kind === "failed") return nothing(result.code);
  const said = result.answer;
  const language = languageOf(deps, null);
  const does = (...steps: CallStep[]) => ({
    answer: { language, steps: [...steps, { do: "hang_up" as const }] },
    outcome: said.action,
    code: null,
  });
  if (said.action === "answer") return nothing(null);
  if (said.action === "ignore") return does();
  if (said.action === "say") return does({ do: "say", text: said.text });
  try {
    const plan = await connectStranger(
      deps,
      asked,
      said.connection,
      (creation) => settleCall(deps, asked, fromHash, creation),
    );
    const answer = await connectCaller(deps, plan, requestId);
    return { answer, outcome: said.action, code: null };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return nothing(error.code);
  }
}

/** `masking.ask_about_call`: since when to ask; or the plan, where a repeated webhook has had the caller connected meanwhile. */
async function look(
  deps: Deps,
  callId: string,
  number: string,
  fromHash: string,
): Promise<{ asks_since: Date | null; plan: CallPlan | null }> {
  const [row] = await inOneTrip(deps.sql)<{ asks_since: Date | null; plan: CallPlan | null }>`
    select * from masking.ask_about_call(
      call_id => ${callId}, to_number => ${number},
      from_hash => masking.known_phone_hash(phone_hash => ${fromHash}),
      max_seconds => ${deps.env.VOICE_MAX_SECONDS})`;
  return row!;
}

/** `masking.settle_stranger_call`, with the conversation that it makes in the same transaction. */
async function settleCall(
  deps: Deps,
  asked: Asked,
  fromHash: string,
  creation: Creation,
): Promise<CallPlan> {
  const [row] = await inOneTrip(deps.sql)<{ plan: CallPlan }>`
    select masking.settle_stranger_call(
      call_id => ${asked.id}, to_number => ${asked.number},
      from_hash => masking.known_phone_hash(phone_hash => ${fromHash}),
      conversation => case
        when masking.is_asking(message_id => null, call_id => ${asked.id}) then ${creation.call}
      end,
      max_seconds => ${deps.env.VOICE_MAX_SECONDS},
      asks_policy => ${deps.env.POLICY_WEBHOOK_URL !== undefined}) as plan
    from masking.known_hashes(items => ${creation.people}) as known(people)`;
  return row!.plan;
}
