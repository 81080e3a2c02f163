import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import { failuresQuery } from "../_shared/delivery/schema.ts";
import type { Handler } from "../_shared/http/app.ts";
import { parseInput } from "../_shared/http/parse_input.ts";

/** `GET /masking/failures?hours=24` (service): why texts failed, and why others wait, by the carrier's error code. */
export function getFailures(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const { hours } = parseInput(failuresQuery, context.req.query());
    const [row] = await deps.sql<{ reasons: Record<string, unknown> }[]>`
      select masking.failure_reasons(reach => make_interval(hours => ${hours})) as reasons`;
    return context.json(row!.reasons);
  };
}
