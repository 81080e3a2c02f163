import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";

/** `GET /masking/health` (service): what waits in the outbox, for how long, and what failed in the last hour. */
export function getHealth(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const [row] = await deps.sql<{ health: Record<string, unknown>; waiting: number }[]>`
      select masking.delivery_health() as health, masking.carrier_deletions_waiting() as waiting`;
    return context.json({ ...row!.health, carrier_deletions_waiting: row!.waiting });
  };
}
