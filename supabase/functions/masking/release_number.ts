import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { poolNumber } from "../_shared/pool/schema.ts";
import { requestRelease } from "../_shared/pool/request_release.ts";

/** `POST /masking/pool/numbers/{number}/release` (service) → 202: drained now, given back to the carrier once nobody holds it. */
export function releaseNumber(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const number = readParam(context, "number", poolNumber);
    return context.json(await requestRelease(deps.sql, number), 202);
  };
}
