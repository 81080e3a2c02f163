import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";

/** `GET /masking/opt-outs/counts` (service): how many people have opted out, and how. */
export function countOptOuts(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const [row] = await deps.sql<{ counts: Record<string, unknown> }[]>`
      select masking.count_opt_outs() as counts`;
    return context.json(row!.counts);
  };
}
