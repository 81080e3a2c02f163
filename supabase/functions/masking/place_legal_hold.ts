import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";
import type { LegalHold } from "../_shared/privacy/legal_hold.ts";
import { namePerson } from "../_shared/privacy/name_person.ts";
import { legalHoldInput } from "../_shared/privacy/schema.ts";

/** `POST /masking/legal-holds` (service) → 201: keeps a person's or a conversation's data from erasure and retention. */
export function placeLegalHold(deps: Deps): Handler {
  return async (context) => {
    const actor = callerKey(await authenticate(context.req.raw, deps.env, ["service"]));
    const input = await readJson(context.req.raw, legalHoldInput);
    const { phone, phoneHash, userId, subject } = input.conversation_id === undefined
      ? await namePerson(deps, input)
      : { phone: null, phoneHash: null, userId: null, subject: input.conversation_id };
    const phoneEncrypted = phone === null ? null : await encrypt(await deps.keys(), "phone", phone);
    const [row] = await deps.sql<{ hold: LegalHold }[]>`
      select masking.place_legal_hold(
        actor => ${actor}, phone_hash => masking.known_phone_hash(phone_hash => ${phoneHash}),
        phone_encrypted => ${phoneEncrypted}, user_id => ${userId},
        conversation_id => ${input.conversation_id ?? null}, subject => ${subject},
        reason => ${input.reason}) as hold`;
    return context.json(row!.hold, 201);
  };
}
