import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /phone-numbers/{id}` (user) → 204 */
export function unlinkPhoneNumber(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user"]);
    await deps.sql`
      select masking.unlink_phone(
        user_id => ${viewerId(caller)}, phone_id => ${readParam(context, "id", uuid)})`;
    return context.body(null, 204);
  };
}
