import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey, viewerId } from "../_shared/auth/caller.ts";
import { callInput, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { AppError, type ErrorCode, ERRORS } from "../_shared/errors.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import type { CallQuestion } from "../_shared/policy/call_question.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";
import type { CallOutcome, PlannedLeg } from "../_shared/voice/call_plan.ts";
import { ringLegs } from "../_shared/voice/ring_legs.ts";

type StartedCall = { id: string; outcome: CallOutcome | null; accepted_at: string | null };

/** What may keep a call from being started once it was stored: the policy hook, or what changed while it was asked. */
const PROBLEMS: Partial<Record<CallOutcome, ErrorCode>> = {
  refused: "call_refused",
  conversation_closed: "conversation_closed",
  not_started: "conversation_not_started",
  blocked: "mode_not_allowed",
  alone: "alone_in_conversation",
  opted_out: "recipient_opted_out",
};

/**
 * `POST /masking/conversations/{id}/calls` → 201: rings the signed-in participant, or for the service the one that it names, and then
 * connects this one with the others. Where there is a policy hook it is asked before anybody is rung.
 */
export function startCall(deps: Deps): Handler {
  return async (context) => {
    const request = context.req.raw;
    const caller = await authenticate(request, deps.env, ["user", "service"]);
    const id = readParam(context, "id", uuid);
    const input = await readJson(request, callInput[caller.kind]);
    const headers = caller.kind === "service" ? {} : await enforceRateLimits(deps.sql, [{
      id: `user:${caller.userId}:calls`,
      max: deps.env.RELAY_CALLS_PER_HOUR,
      window_seconds: 3600,
    }]);
    const idempotency = await readIdempotency(
      await deps.keys(),
      context.req.header("idempotency-key") ?? null,
      `${callerKey(caller)}:POST calls ${id}`,
      input,
    );
    const [row] = await deps.sql<
      { call: StartedCall; legs: PlannedLeg[] | null; question: CallQuestion | null }[]
    >`
      select * from masking.start_call(
        conversation_id => ${id}, viewer_id => ${viewerId(caller)},
        participant_id => ${"participant_id" in input ? input.participant_id : null},
        idempotency_id => ${idempotency.id}, request_hash => ${idempotency.requestHash},
        asks_policy => ${deps.env.POLICY_WEBHOOK_URL !== undefined})`;
    const { call, legs, question } = row!;
    const requestId = context.get("requestId");
    const decided = call.outcome === "asked"
      ? await decide(deps, call, question, requestId)
      : { outcome: call.outcome, legs: legs ?? [] };
    // What came of a call once its caller had answered is no failure of the request.
    const code = call.accepted_at === null && decided.outcome && PROBLEMS[decided.outcome];
    if (code) throw new AppError(code, `Start a call: ${ERRORS[code].title.toLowerCase()}`);
    deps.background(ringLegs(deps, decided.legs, deps.env.VOICE_MAX_SECONDS, requestId));
    const outcome = call.outcome === "asked" ? null : call.outcome;
    return context.json({ ...call, outcome }, 201, headers);
  };
}

/** What the policy hook makes of the call, and whom to ring; a repeated request hears the same, and rings nobody. */
async function decide(
  deps: Deps,
  { id }: StartedCall,
  question: CallQuestion | null,
  requestId: string,
): Promise<{ outcome: CallOutcome | null; legs: PlannedLeg[] }> {
  // Needed only where there is a hook, and so not at every start.
  const { askAboutCall } = await import("../_shared/policy/ask_about_call.ts");
  const plan = await askAboutCall(deps, id, question, requestId);
  return {
    outcome: plan === null ? "conversation_closed" : plan.outcome,
    legs: plan === null || plan.repeated ? [] : plan.legs,
  };
}
