import type { CallStep } from "../_shared/carrier/voice_carrier.ts";
import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";
import type { CallOutcome, CallPlan } from "../_shared/voice/call_plan.ts";
import { voiceUrl } from "../_shared/voice/voice_url.ts";
import { connectCall } from "./connect_call.ts";
import type { CallRequest, CallRoute } from "./call_route.ts";
import { spokenTexts } from "./spoken_texts.ts";

type Answered = CallPlan & { label: string | null; rung_by: CallOutcome | null };

/** A phone that we ring was answered, by a person or by a machine: only who presses 1 is a person, where we ask for it. */
export const answerCall: CallRoute = async (deps, request) => {
  const asks = deps.env.VOICE_ACCEPT_PROMPT;
  const answered = await readAnswer(deps, request, !asks);
  const texts = spokenTexts(deps.env.VOICE_LANGUAGE);
  if (answered.outcome === "conversation_closed") return refuse(deps);
  const greeting = answered.rung_by === null ? texts.yourCall : texts.callFrom(answered.label);
  if (!asks) {
    return [{ do: "say", text: greeting }, ...await letIn(deps, answered, request.requestId)];
  }
  return [
    {
      do: "ask",
      text: `${greeting} ${texts.pressOne}`,
      digits: 1,
      thenUrl: voiceUrl(deps, "accepted", request.callId!),
    },
    { do: "hang_up" },
  ];
};

/** `masking.answer_call`, in one round trip. */
export async function readAnswer(
  deps: Deps,
  { webhook, callId }: CallRequest,
  accepts: boolean,
): Promise<Answered> {
  const [row] = await inOneTrip(deps.sql)<{ answered: Answered }>`
    select masking.answer_call(
      call_id => ${callId}, provider_sid => ${webhook.sid}, accepts => ${accepts},
      max_seconds => ${deps.env.VOICE_MAX_SECONDS}) as answered`;
  return row!.answered;
}

/** Who was rung for a bridge is connected when there is nothing left to do; others join the conference, or are the first of two. */
export async function letIn(
  deps: Deps,
  answered: Answered,
  requestId: string,
): Promise<CallStep[]> {
  if (answered.outcome === "conversation_closed") return refuse(deps);
  if (answered.rung_by === "bridge") return [];
  return await connectCall(
    deps,
    { ...answered, outcome: answered.rung_by ?? answered.outcome },
    requestId,
  );
}

function refuse(deps: Deps): CallStep[] {
  const { refusals } = spokenTexts(deps.env.VOICE_LANGUAGE);
  return [{ do: "say", text: refusals.conversation_closed }, { do: "hang_up" }];
}
