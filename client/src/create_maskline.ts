import { createCall, type SupabaseLike } from "./create_call.ts";
import type { Changes } from "./live/changes.ts";
import { createChanges } from "./live/create_changes.ts";
import { callRoutes } from "./routes/calls.ts";
import { clientRoutes } from "./routes/clients.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { messageRoutes } from "./routes/messages.ts";
import { participantRoutes } from "./routes/participants.ts";
import { phoneNumberRoutes } from "./routes/phone_numbers.ts";
import { textRoutes } from "./routes/texts.ts";

/** How the hooks learn of changes. */
export type MasklineOptions = {
  /** Whether to listen over Supabase Realtime, where it answers; otherwise the API is asked again and again. Default true. */
  realtime?: boolean;
  /** Seconds between two questions where Realtime does not answer. Default 3. */
  pollSeconds?: number;
  /** `service`: the client has a secret key, so that nobody has to be signed in. Default `user`. */
  as?: "user" | "service";
};

/** The routes that a signed-in user may call, and the service too but for `phoneNumbers`. Each answers the bare resource or throws a `MasklineError`. */
export type Maskline = ReturnType<typeof createMaskline>;

/** A typed client of Maskline over a supabase-js client, whose session or secret key it acts with. */
export function createMaskline(
  supabase: SupabaseLike,
  options: MasklineOptions = {},
) {
  const call = createCall(supabase);
  const changes: Changes = createChanges(supabase, options);
  return {
    conversations: conversationRoutes(call),
    participants: participantRoutes(call),
    messages: messageRoutes(call),
    calls: callRoutes(call),
    clients: clientRoutes(call),
    phoneNumbers: phoneNumberRoutes(call),
    texts: textRoutes(call),
    /** For the hooks: who is signed in, and what changes. */
    changes,
    pollSeconds: options.pollSeconds ?? 3,
  };
}
