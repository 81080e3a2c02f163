import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/legal-holds/{id}` (service) → 204. */
export function liftLegalHold(deps: Deps): Handler {
  return async (context) => {
    const actor = callerKey(await authenticate(context.req.raw, deps.env, ["service"]));
    const id = readParam(context, "id", uuid);
    await deps.sql`select masking.lift_legal_hold(actor => ${actor}, hold_id => ${id})`;
    return context.body(null, 204);
  };
}
