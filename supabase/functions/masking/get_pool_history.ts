import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { historyStep } from "../_shared/pool/history_step.ts";
import { historyQuery } from "../_shared/pool/schema.ts";

/** `GET /masking/pool/history?hours=336` (service): the pool's load by country over the time that has been. */
export function getPoolHistory(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const { hours } = parseInput(historyQuery, context.req.query());
    const [row] = await deps.sql<{ history: Record<string, unknown> }[]>`
      select masking.pool_history(
        reach => make_interval(hours => ${hours}),
        step => make_interval(secs => ${historyStep(hours)})) as history`;
    return context.json(row!.history);
  };
}
