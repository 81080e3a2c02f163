import type { Background } from "../http/background.ts";
import { createCourier } from "./create_courier.ts";
import type { EventDeps } from "./deliver_events.ts";

/** Well within what the platform lets an isolate do after its answer; the rest is the sweep's. */
const ROUND_MILLISECONDS = 20_000;

/** The background of a function that, where events are set up, delivers them after each work: it may have made some. */
export function tellAfterwards(deps: EventDeps, background: Background): Background {
  if (deps.env.EVENTS_WEBHOOK_URL === undefined) return background;
  const wake = createCourier(async () => {
    // Only where events are set up, and so not at every start.
    const { deliverEvents } = await import("./deliver_events.ts");
    await deliverEvents(deps, Date.now() + ROUND_MILLISECONDS);
  });
  return (work) => background(work.finally(wake));
}
