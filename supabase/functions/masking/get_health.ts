import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";

/** `GET /masking/health` (service): what waits in the outbox, for the app or for a decision, for how long, and what failed in the last hour. */
export function getHealth(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    type Health = Record<"health" | "policy" | "strangers" | "events", object> & {
      waiting: number;
    };
    const [row] = await deps.sql<Health[]>`
      select masking.delivery_health() as health, masking.policy_health() as policy,
             masking.strangers_health() as strangers, masking.event_health() as events, masking.carrier_deletions_waiting() as waiting`;
    return context.json({
      ...row!.health,
      ...row!.policy,
      ...row!.strangers,
      carrier_deletions_waiting: row!.waiting,
      ...row!.events,
    });
  };
}
