import type {
  PhoneNumber,
  PhoneNumbers,
  RequestedCode,
  Verification,
  VerifiedNumber,
} from "../api.gen.ts";
import type { Call, CallOptions } from "../create_call.ts";

/** `/phone-numbers`: the signed-in user's own. */
export function phoneNumberRoutes(call: Call) {
  return {
    /** Texts a code to the number. Whether it could be sent is not told. */
    link: (phone: string, options?: CallOptions) =>
      call<RequestedCode>(
        "POST",
        "phone-numbers",
        { body: { phone } },
        options,
      ),

    /** The number is the user's once the code is right, and nobody else's any more. */
    verify: (input: Verification, options?: CallOptions) =>
      call<VerifiedNumber>(
        "POST",
        "phone-numbers/verify",
        { body: input },
        options,
      ),

    /** Newest first, verified or not. */
    list: async (options?: CallOptions): Promise<PhoneNumber[]> =>
      (await call<PhoneNumbers>(
        "GET",
        "phone-numbers",
        {},
        options,
      ))
        .phone_numbers,

    /** Conversations that were begun with it keep it until they end. */
    unlink: async (id: string, options?: CallOptions): Promise<void> => {
      await call(
        "DELETE",
        `phone-numbers/${encodeURIComponent(id)}`,
        {},
        options,
      );
    },
  };
}
