import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";

/** `GET /masking/pool` (service): numbers, bindings, capacity and forecast by country. */
export function getPool(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const [row] = await deps.sql<{ report: Record<string, unknown> }[]>`
      select masking.pool_report() as report`;
    return context.json(row!.report);
  };
}
