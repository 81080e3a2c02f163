import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/conversations/{id}/block` (service) → 204: who was barred in it can be connected again. */
export function liftBlock(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    await deps.sql`select masking.lift_block(conversation_id => ${id}, actor => ${
      callerKey(caller)
    })`;
    return context.body(null, 204);
  };
}
