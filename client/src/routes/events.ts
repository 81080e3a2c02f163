import type { EventPage, Replay, ReplayRequest } from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

type EventQuery = PageOptions & { status?: ReplayRequest["status"]; conversation_id?: string };

/** `/masking/events`: what the app is told by its webhook. */
export function eventRoutes(call: Call) {
  return {
    list: (query: EventQuery = {}, options?: CallOptions) =>
      call<EventPage>("GET", "masking/events", { query }, options),

    /** Tells them again; go on with `cursor` while there is a `next_cursor`. */
    replay: (input: ReplayRequest, options?: CallOptions) =>
      call<Replay>("POST", "masking/events/replay", { body: input }, options),
  };
}
