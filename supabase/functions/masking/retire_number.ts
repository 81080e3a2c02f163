import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { poolNumber } from "../_shared/pool/schema.ts";
import { setNumberStatus } from "../_shared/pool/set_number_status.ts";

/** `DELETE /masking/pool/numbers/{number}` (service) → 204: retires a number that nobody holds any more. */
export function retireNumber(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    await setNumberStatus(deps.sql, readParam(context, "number", poolNumber), "retired");
    return context.body(null, 204);
  };
}
