import type { Message, MessagePage, NewMessage } from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

/** `/masking/conversations/{id}/messages` */
export function messageRoutes(call: Call) {
  const path = (conversationId: string) =>
    `masking/conversations/${encodeURIComponent(conversationId)}/messages`;
  return {
    /** Newest first. Each call is written to the access audit. */
    list: (
      conversationId: string,
      query: PageOptions = {},
      options?: CallOptions,
    ) => call<MessagePage>("GET", path(conversationId), { query }, options),

    /** Speaks to all the others, the service also to one alone, before it has been sent to any. */
    post: (
      conversationId: string,
      input: NewMessage,
      options?: CallOptions,
    ) =>
      call<Message>(
        "POST",
        path(conversationId),
        { body: input, keyed: true },
        options,
      ),
  };
}
