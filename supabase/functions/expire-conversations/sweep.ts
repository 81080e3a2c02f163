import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Deps } from "../_shared/deps.ts";
import { deliverEvents } from "../_shared/events/deliver_events.ts";
import { createBudget } from "./budget.ts";
import { sweepPeople } from "./sweep_people.ts";
import { sweepTime } from "./sweep_time.ts";

/** Well within the platform's limits, and shorter than the minute until cron calls again. */
const BUDGET_MILLISECONDS = 40_000;

/** What one run did; `more` says that its time was up before its work was. */
export type Swept = Awaited<ReturnType<typeof sweep>>;

/** What people wait for and what time brings about, side by side: neither waits for the other. Then the app is told of it. */
export async function sweep(deps: Deps, requestId: string) {
  const budget = createBudget(BUDGET_MILLISECONDS);
  await inOneTrip(deps.sql)`select masking.switch_events(is_on => ${
    deps.env.EVENTS_WEBHOOK_URL !== undefined
  })`;
  const both = [sweepPeople(deps, budget, requestId), sweepTime(deps, budget, requestId)] as const;
  // Each goes on to its end, whatever becomes of the other.
  await Promise.allSettled(both);
  const [people, time] = await Promise.all(both);
  return {
    ...people,
    ...time,
    told: await deliverEvents(deps, budget.deadline),
    more: budget.isSpent(),
  };
}
