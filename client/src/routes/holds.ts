import type { LegalHold, LegalHoldPage, NewLegalHold } from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

/** What bars or keeps something until somebody lifts it: legal holds, and what a BLOCK or REPORT set. */
export function holdRoutes(call: Call) {
  const remove = async (path: string, options?: CallOptions): Promise<void> => {
    await call("DELETE", path, {}, options);
  };
  const conversation = (id: string) => `masking/conversations/${encodeURIComponent(id)}`;
  return {
    legalHolds: {
      place: (input: NewLegalHold, options?: CallOptions) =>
        call<LegalHold>("POST", "masking/legal-holds", { body: input }, options),

      list: (query: PageOptions = {}, options?: CallOptions) =>
        call<LegalHoldPage>("GET", "masking/legal-holds", { query }, options),

      lift: (id: string, options?: CallOptions) =>
        remove(`masking/legal-holds/${encodeURIComponent(id)}`, options),
    },
    /** These people may be connected again. */
    liftBlock: (conversationId: string, options?: CallOptions) =>
      remove(`${conversation(conversationId)}/block`, options),

    /** The report has been dealt with: its texts are dropped in their time again. */
    liftFreeze: (conversationId: string, options?: CallOptions) =>
      remove(`${conversation(conversationId)}/freeze`, options),
  };
}
