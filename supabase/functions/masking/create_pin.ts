import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { createCode } from "../_shared/phone/create_code.ts";
import { hash } from "../_shared/privacy/hash.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";

const PINS_PER_USER_PER_HOUR = 20;

/**
 * `POST /masking/conversations/{id}/participants/{participant_id}/pin` → 201 with a new PIN, shown this once: with it the person may call
 * from another phone. Ours to draw: whoever could choose one would learn which are taken.
 */
export function createPin(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "id", uuid);
    const participantId = readParam(context, "participant_id", uuid);
    const headers = caller.kind === "service" ? {} : await enforceRateLimits(deps.sql, [{
      id: `user:${caller.userId}:pins`,
      max: PINS_PER_USER_PER_HOUR,
      window_seconds: 3600,
    }]);
    const keys = await deps.keys();
    for (;;) {
      const pin = createCode(deps.env.VOICE_PIN_LENGTH);
      const [row] = await deps.sql<{ is_set: boolean }[]>`
        select masking.set_pin(
          conversation_id => ${id}, viewer_id => ${
        viewerId(caller)
      }, participant_id => ${participantId},
          pin_hash => ${await hash(keys, "pin", pin)}) as is_set`;
      if (row!.is_set) return context.json({ pin }, 201, headers);
    }
  };
}
