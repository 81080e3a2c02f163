import type { HeldMessage, HeldMessagePage, Message, Release } from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

type HeldQuery = PageOptions & { state?: HeldMessage["policy"]["state"] };

/** `/masking/held-messages`: texts that the policy hook held. */
export function heldMessageRoutes(call: Call) {
  const path = (id: string) => `masking/held-messages/${encodeURIComponent(id)}`;
  return {
    list: (query: HeldQuery = {}, options?: CallOptions) =>
      call<HeldMessagePage>("GET", "masking/held-messages", { query }, options),

    /** It is relayed after all, as it was or with another body. */
    release: (id: string, input: Release = {}, options?: CallOptions) =>
      call<Message>("POST", `${path(id)}/release`, { body: input }, options),

    /** It is relayed to nobody. */
    drop: async (id: string, options?: CallOptions): Promise<void> => {
      await call("DELETE", path(id), {}, options);
    },
  };
}
