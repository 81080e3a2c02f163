import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";
import type { CallOutcome, CallPlan } from "../_shared/voice/call_plan.ts";
import { voiceUrl } from "../_shared/voice/voice_url.ts";
import { connectCall } from "./connect_call.ts";
import type { CallAnswer, CallRequest, CallRoute } from "./call_route.ts";
import { say } from "./say.ts";
import { spokenTexts } from "./spoken_texts.ts";

type Answered = CallPlan & { label: string | null; rung_by: CallOutcome | null };

/** A phone that we ring was answered, by a person or by a machine: only who presses 1 is a person, where we ask for it. */
export const answerCall: CallRoute = async (deps, request) => {
  const { language } = request;
  const asks = deps.env.VOICE_ACCEPT_PROMPT;
  const answered = await readAnswer(deps, request, !asks);
  const texts = spokenTexts(language);
  if (answered.outcome === "conversation_closed") return refuse(request);
  const greeting = [
    answered.rung_by === null ? texts.yourCall : texts.callFrom(answered.label),
    ...(request.recorded ? [texts.recorded] : []),
  ].join(" ");
  if (!asks) {
    const { steps } = await letIn(deps, answered, request);
    return { language, steps: [{ do: "say", text: greeting }, ...steps] };
  }
  return {
    language,
    steps: [
      {
        do: "ask",
        text: `${greeting} ${texts.pressOne}`,
        digits: 1,
        thenUrl: voiceUrl(deps, "accepted", request.callId!, language),
      },
      { do: "hang_up" },
    ],
  };
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
  request: CallRequest,
): Promise<CallAnswer> {
  if (answered.outcome === "conversation_closed") return refuse(request);
  if (answered.rung_by === "bridge") return { language: request.language, steps: [] };
  return await connectCall(
    deps,
    { ...answered, outcome: answered.rung_by ?? answered.outcome },
    request.requestId,
  );
}

function refuse({ language }: CallRequest): CallAnswer {
  return say(language, ({ refusals }) => refusals.conversation_closed);
}
