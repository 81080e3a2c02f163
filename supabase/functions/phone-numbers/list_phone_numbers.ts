import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import type { Row } from "../_shared/db/rows.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { decrypt } from "../_shared/privacy/decrypt.ts";

type StoredNumber = Pick<
  Row<"user_phone_numbers">,
  "id" | "phone_encrypted" | "verified_at" | "created_at"
>;

/** `GET /phone-numbers` (user): the caller's own, in the clear. */
export function listPhoneNumbers(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user"]);
    const rows = await deps.sql<{ stored: StoredNumber }[]>`
      select masking.list_phones(user_id => ${viewerId(caller)}) as stored`;
    const keys = await deps.keys();
    const phone_numbers = await Promise.all(rows.map(async ({ stored }) => {
      const { phone_encrypted, ...number } = stored;
      return { ...number, phone: await decrypt(keys, "phone", phone_encrypted) };
    }));
    return context.json({ phone_numbers });
  };
}
