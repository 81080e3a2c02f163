import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/conversations/{id}` → 204: closes it. Its history stays until retention ends. */
export function deleteConversation(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    await deps.sql`
      select masking.update_conversation(
        conversation_id => ${readParam(context, "id", uuid)}, viewer_id => ${viewerId(caller)},
        changes => ${deps.sql.json({ status: "closed" })}, default_expires_at => null)`;
    return context.body(null, 204);
  };
}
