import type {
  Conversation,
  ConversationChanges,
  ConversationPage,
  ConversationTotals,
  NewConversation,
} from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

type ConversationQuery = PageOptions & { status?: Conversation["status"] };

/** `/masking/conversations` */
export function conversationRoutes(call: Call) {
  const path = (id: string) => `masking/conversations/${encodeURIComponent(id)}`;
  return {
    /** A user is one of the participants and names the others by `user_id`; the service may name numbers, and one alone. */
    create: (input: NewConversation, options?: CallOptions) =>
      call<Conversation>("POST", "masking/conversations", { body: input, keyed: true }, options),

    /** Newest first: those in which the user has a seat; for the service all. */
    list: (query: ConversationQuery = {}, options?: CallOptions) =>
      call<ConversationPage>("GET", "masking/conversations", { query }, options),

    get: (id: string, options?: CallOptions) => call<Conversation>("GET", path(id), {}, options),

    /** Anybody with a seat may close it; the rest is for its creator and the service. */
    update: (id: string, changes: ConversationChanges, options?: CallOptions) =>
      call<Conversation>("PATCH", path(id), { body: changes }, options),

    /** For the service: how much was texted and called in it. */
    totals: (id: string, options?: CallOptions) =>
      call<ConversationTotals>("GET", `${path(id)}/totals`, {}, options),

    /** Its history stays. */
    close: async (id: string, options?: CallOptions): Promise<void> => {
      await call("DELETE", path(id), {}, options);
    },
  };
}
