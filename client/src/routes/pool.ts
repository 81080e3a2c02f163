import type {
  NewPoolNumbers,
  PoolHistory,
  PoolNumber,
  PoolNumberChanges,
  PoolNumbers,
  PoolReport,
  PoolSync,
  Purchase,
  PurchaseRequest,
  Replacement,
  ReplacementRequest,
  SyncRequest,
} from "../api.gen.ts";
import type { Call, CallOptions } from "../create_call.ts";

/** `/masking/pool`: the numbers that are lent. */
export function poolRoutes(call: Call) {
  const path = (number: string) => `masking/pool/numbers/${encodeURIComponent(number)}`;
  return {
    get: (options?: CallOptions) => call<PoolReport>("GET", "masking/pool", {}, options),

    history: (query: { hours?: number } = {}, options?: CallOptions) =>
      call<PoolHistory>("GET", "masking/pool/history", { query }, options),

    import: (input: NewPoolNumbers, options?: CallOptions) =>
      call<PoolNumbers>("POST", "masking/pool/numbers", { body: input }, options),

    update: (number: string, changes: PoolNumberChanges, options?: CallOptions) =>
      call<PoolNumber>("PATCH", path(number), { body: changes }, options),

    retire: async (number: string, options?: CallOptions): Promise<void> => {
      await call("DELETE", path(number), {}, options);
    },

    /** Moves its live conversations to other numbers; call it again with `after` while `more` is true. */
    replace: (number: string, input: ReplacementRequest = {}, options?: CallOptions) =>
      call<Replacement>("POST", `${path(number)}/replace`, { body: input }, options),

    /** Back to the carrier once nobody holds it. */
    release: (number: string, options?: CallOptions) =>
      call<PoolNumber>("POST", `${path(number)}/release`, {}, options),

    /** Buys, with `dry_run` false. Repeat what failed with the key of its error: it goes on where it was. */
    purchase: (input: PurchaseRequest, options?: CallOptions) =>
      call<Purchase>("POST", "masking/pool/purchases", { body: input, keyed: true }, options),

    /** Call it again with `after` while `more` is true. */
    sync: (input: SyncRequest = {}, options?: CallOptions) =>
      call<PoolSync>("POST", "masking/pool/sync", { body: input }, options),
  };
}
