import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/conversations/{id}/participants/{participant_id}/pin` → 204: the person calls from the own phone only. */
export function deletePin(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    await deps.sql`
      select masking.set_pin(
        conversation_id => ${readParam(context, "id", uuid)}, viewer_id => ${viewerId(caller)},
        participant_id => ${readParam(context, "participant_id", uuid)}, pin_hash => null)`;
    return context.body(null, 204);
  };
}
