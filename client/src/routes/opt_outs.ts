import type { OptOutCounts, OptOutLookup, OptOutPage, OptOutQuestion } from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

/** `/masking/opt-outs`: who said STOP, by ids that tell nobody's number. */
export function optOutRoutes(call: Call) {
  return {
    list: (query: PageOptions = {}, options?: CallOptions) =>
      call<OptOutPage>("GET", "masking/opt-outs", { query }, options),

    counts: (options?: CallOptions) =>
      call<OptOutCounts>("GET", "masking/opt-outs/counts", {}, options),

    /** Each question is written to the access audit. */
    lookUp: (question: OptOutQuestion, options?: CallOptions) =>
      call<OptOutLookup>("POST", "masking/opt-outs/lookup", { body: question }, options),

    /** The person is texted again; the carrier's own block stays. */
    lift: async (id: string, options?: CallOptions): Promise<void> => {
      await call("DELETE", `masking/opt-outs/${encodeURIComponent(id)}`, {}, options);
    },
  };
}
