import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey, viewerId } from "../_shared/auth/caller.ts";
import { callInput, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";
import type { PlannedLeg } from "../_shared/voice/call_plan.ts";
import { ringLegs } from "../_shared/voice/ring_legs.ts";

/**
 * `POST /masking/conversations/{id}/calls` → 201: rings the signed-in participant, or for the service the one that it names, and then
 * connects this one with the others.
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
    const [row] = await deps.sql<{ call: unknown; legs: PlannedLeg[] | null }[]>`
      select * from masking.start_call(
        conversation_id => ${id}, viewer_id => ${viewerId(caller)},
        participant_id => ${"participant_id" in input ? input.participant_id : null},
        idempotency_id => ${idempotency.id}, request_hash => ${idempotency.requestHash})`;
    deps.background(
      ringLegs(deps, row!.legs ?? [], deps.env.VOICE_MAX_SECONDS, context.get("requestId")),
    );
    return context.json(row!.call, 201, headers);
  };
}
