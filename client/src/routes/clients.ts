import type { ClientPhone, NewClientPhone } from "../api.gen.ts";
import type { Call, CallOptions } from "../create_call.ts";

/** Whose client it is; for the service only. */
type Owner = { owner_user_id?: string };

/** `/masking/clients/{client_id}/masked-phone`: numbers at which a user reaches one of the user's clients. */
export function clientRoutes(call: Call) {
  const path = (clientId: string) => `masking/clients/${encodeURIComponent(clientId)}/masked-phone`;
  return {
    /** Answers the one that is there, whatever phone is given. */
    createMaskedPhone: (
      clientId: string,
      input: NewClientPhone,
      options?: CallOptions,
    ) => call<ClientPhone>("POST", path(clientId), { body: input }, options),

    getMaskedPhone: (
      clientId: string,
      query: Owner = {},
      options?: CallOptions,
    ) => call<ClientPhone>("GET", path(clientId), { query }, options),

    /** Closes the conversation. */
    deleteMaskedPhone: async (
      clientId: string,
      query: Owner = {},
      options?: CallOptions,
    ): Promise<void> => {
      await call("DELETE", path(clientId), { query }, options);
    },
  };
}
