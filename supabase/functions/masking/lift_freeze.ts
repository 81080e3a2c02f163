import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/conversations/{id}/freeze` (service) → 204: its report is dealt with, and its texts are dropped by age again. */
export function liftFreeze(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    await deps.sql`select masking.lift_freeze(conversation_id => ${id}, actor => ${
      callerKey(caller)
    })`;
    return context.body(null, 204);
  };
}
