import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { createConversation as create } from "../_shared/conversation/create_conversation.ts";
import { newConversation } from "../_shared/conversation/new_conversation.ts";
import { requireRecording } from "../_shared/conversation/require_recording.ts";
import { requireServiceWords } from "../_shared/conversation/require_service_words.ts";
import { resolvePeople } from "../_shared/conversation/resolve_people.ts";
import { conversationInput } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";

/** Enough for the busiest person, too few to use up somebody else's numbers in a minute. */
const CONVERSATIONS_PER_USER_PER_HOUR = 300;

/**
 * `POST /masking/conversations` → 201. A user is one of the participants and names the others by `user_id`; the service may name one
 * alone, whom others join.
 */
export function createConversation(deps: Deps): Handler {
  return async (context) => {
    const request = context.req.raw;
    const caller = await authenticate(request, deps.env, ["user", "service"]);
    const input = await readJson(request, conversationInput);
    requireRecording(input.record_calls, deps.env);
    requireServiceWords(caller, input.announcement);
    if (!deps.env.PHONE_MASKING_ENABLED) {
      throw new AppError(
        "masking_disabled",
        "Create a conversation: PHONE_MASKING_ENABLED is false",
      );
    }

    let headers = {};
    if (caller.kind === "user") {
      const named = input.participants.flatMap(({ phone, proxy_number }, index) =>
        phone !== undefined
          ? [{
            path: `participants.${index}.phone`,
            message: "must be a user_id: only the service names numbers",
          }]
          : proxy_number !== undefined
          ? [{
            path: `participants.${index}.proxy_number`,
            message: "must not be given: only the service names numbers",
          }]
          : []
      );
      if (input.participants.length < 2) {
        named.push({
          path: "participants",
          message: "must name two people at least: only the service connects one with others later",
        });
      }
      if (named.length > 0) {
        throw new AppError(
          "validation_failed",
          "Validate the request: see errors for what to change",
          { errors: named },
        );
      }
      if (!input.participants.some((participant) => participant.user_id === caller.userId)) {
        throw new AppError(
          "forbidden",
          "Create a conversation: its participants must include the caller",
        );
      }
      headers = await enforceRateLimits(deps.sql, [{
        id: `user:${caller.userId}:conversations`,
        max: CONVERSATIONS_PER_USER_PER_HOUR,
        window_seconds: 3600,
      }]);
    }

    const conversation = await create(deps.sql, {
      ...newConversation(input, new Date(), deps.env),
      createdBy: caller.kind === "user" ? caller.userId : null,
      people: await resolvePeople(deps, input.participants),
      idempotency: await readIdempotency(
        await deps.keys(),
        context.req.header("idempotency-key") ?? null,
        `${callerKey(caller)}:POST conversations`,
        input,
      ),
    });
    return context.json(conversation, 201, {
      ...headers,
      location: `${deps.publicFunctionsUrl}/masking/conversations/${conversation.id}`,
    });
  };
}
