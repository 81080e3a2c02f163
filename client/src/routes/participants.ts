import type { Conversation, NewParticipant, Pin } from "../api.gen.ts";
import type { Call, CallOptions } from "../create_call.ts";

/** `/masking/conversations/{id}/participants` */
export function participantRoutes(call: Call) {
  const path = (conversationId: string, participantId?: string) =>
    `masking/conversations/${encodeURIComponent(conversationId)}/participants` +
    (participantId === undefined ? "" : `/${encodeURIComponent(participantId)}`);
  return {
    /** For the service. */
    add: (conversationId: string, input: NewParticipant, options?: CallOptions) =>
      call<Conversation>("POST", path(conversationId), {
        body: input,
        keyed: true,
      }, options),

    /** For the service: moves the seat to another phone; the others notice nothing. */
    changePhone: (
      conversationId: string,
      participantId: string,
      phone: string,
      options?: CallOptions,
    ) =>
      call<Conversation>(
        "PATCH",
        path(conversationId, participantId),
        { body: { phone } },
        options,
      ),

    /** A user may give up the own seat only. */
    remove: async (
      conversationId: string,
      participantId: string,
      options?: CallOptions,
    ): Promise<void> => {
      await call("DELETE", path(conversationId, participantId), {}, options);
    },

    /** With it the participant may call the own proxy number from any phone. It is shown this once. */
    createPin: (
      conversationId: string,
      participantId: string,
      options?: CallOptions,
    ) =>
      call<Pin>(
        "POST",
        `${path(conversationId, participantId)}/pin`,
        {},
        options,
      ),

    deletePin: async (
      conversationId: string,
      participantId: string,
      options?: CallOptions,
    ): Promise<void> => {
      await call(
        "DELETE",
        `${path(conversationId, participantId)}/pin`,
        {},
        options,
      );
    },
  };
}
