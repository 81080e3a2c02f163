import { authenticate } from "../_shared/auth/authenticate.ts";
import { clientOwner } from "../_shared/conversation/client_phone.ts";
import { clientId, clientOwnerQuery } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `DELETE /masking/clients/{client_id}/masked-phone` (the service adds `?owner_user_id=`) → 204 */
export function deleteClientPhone(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "client_id", clientId);
    const owner = clientOwner(
      caller,
      parseInput(clientOwnerQuery, context.req.query()).owner_user_id,
    );
    await deps.sql`select masking.delete_client_phone(owner_id => ${owner}, client_id => ${id})`;
    return context.body(null, 204);
  };
}
