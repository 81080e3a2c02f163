import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { poolNumber, poolNumberChanges } from "../_shared/pool/schema.ts";
import { setNumberStatus } from "../_shared/pool/set_number_status.ts";

/** `PATCH /masking/pool/numbers/{number}` (service): drain it, or lend it again. */
export function updateNumber(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const number = readParam(context, "number", poolNumber);
    const { status } = await readJson(context.req.raw, poolNumberChanges);
    return context.json(await setNumberStatus(deps.sql, number, status));
  };
}
