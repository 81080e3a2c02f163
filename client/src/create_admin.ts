import type {
  AccessPage,
  DeliveryHealth,
  EncryptionKeys,
  ErasureReceipt,
  FailureReasons,
  KeyRotation,
  NamedPerson,
  PersonExport,
  RotationRequest,
} from "./api.gen.ts";
import {
  type CallOptions,
  createCall,
  type PageOptions,
  type SupabaseLike,
} from "./create_call.ts";
import { eventRoutes } from "./routes/events.ts";
import { heldMessageRoutes } from "./routes/held_messages.ts";
import { holdRoutes } from "./routes/holds.ts";
import { optOutRoutes } from "./routes/opt_outs.ts";
import { poolRoutes } from "./routes/pool.ts";

/** The routes that only a secret key may call. */
export type MasklineAdmin = ReturnType<typeof createAdmin>;

/**
 * A client for whoever looks after the app, over a supabase-js client with a secret key: never in what users load. Conversations are
 * those of `createMaskline(supabase, { as: "service" })`.
 */
export function createAdmin(supabase: SupabaseLike) {
  const call = createCall(supabase);
  return {
    pool: poolRoutes(call),
    optOuts: optOutRoutes(call),
    heldMessages: heldMessageRoutes(call),
    events: eventRoutes(call),
    ...holdRoutes(call),
    people: {
      /** All that is held about a person, in the clear. */
      export: (person: NamedPerson, options?: CallOptions) =>
        call<PersonExport>("POST", "masking/people/export", { body: person }, options),

      erase: (person: NamedPerson, options?: CallOptions) =>
        call<ErasureReceipt>("POST", "masking/people/erase", { body: person }, options),
    },
    /** Who read, exported, erased or held what, newest first. */
    audit: (query: PageOptions & { subject?: string } = {}, options?: CallOptions) =>
      call<AccessPage>("GET", "masking/audit", { query }, options),

    health: (options?: CallOptions) => call<DeliveryHealth>("GET", "masking/health", {}, options),

    failures: (query: { hours?: number } = {}, options?: CallOptions) =>
      call<FailureReasons>("GET", "masking/failures", { query }, options),

    keys: {
      list: (options?: CallOptions) => call<EncryptionKeys>("GET", "masking/keys", {}, options),

      /** Some at a time: call it again while `more` is true. */
      rotate: (input: RotationRequest = {}, options?: CallOptions) =>
        call<KeyRotation>("POST", "masking/keys/rotate", { body: input }, options),
    },
  };
}
