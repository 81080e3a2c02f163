import { authenticate } from "../_shared/auth/authenticate.ts";
import { clientOwner, findClientPhone } from "../_shared/conversation/client_phone.ts";
import { clientId, clientOwnerQuery } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `GET /masking/clients/{client_id}/masked-phone` (the service adds `?owner_user_id=`) */
export function getClientPhone(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "client_id", clientId);
    const owner = clientOwner(
      caller,
      parseInput(clientOwnerQuery, context.req.query()).owner_user_id,
    );
    const phone = await findClientPhone(deps.sql, owner, id);
    if (!phone) {
      throw new AppError("client_phone_not_found", "Find the masked phone: this client has none");
    }
    return context.json(phone);
  };
}
