import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Claim } from "../_shared/delivery/claim.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/held-messages/{id}` (service) → 204: nobody gets the text. */
export function dropHeldMessage(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    const [row] = await deps.sql<{ claims: Claim[] }[]>`
      select masking.drop_message(message_id => ${id}, actor => ${callerKey(caller)}) as claims`;
    deps.background(deliver(deps, row!.claims, context.get("requestId")));
    return context.body(null, 204);
  };
}
