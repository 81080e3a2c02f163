import { authenticate } from "../_shared/auth/authenticate.ts";
import { clientOwner, findClientPhone } from "../_shared/conversation/client_phone.ts";
import { createConversation } from "../_shared/conversation/create_conversation.ts";
import { resolvePeople } from "../_shared/conversation/resolve_people.ts";
import { clientId, clientPhoneInput } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";

/**
 * `POST /masking/clients/{client_id}/masked-phone` → 201, or 200 with the one that is there: a conversation between the caller and one
 * of the caller's clients that lasts until it is deleted.
 */
export function createClientPhone(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "client_id", clientId);
    const input = await readJson(context.req.raw, clientPhoneInput);
    const owner = clientOwner(caller, input.owner_user_id);
    const existing = await findClientPhone(deps.sql, owner, id);
    if (existing) return context.json(existing);

    if (!deps.env.PHONE_MASKING_ENABLED) {
      throw new AppError(
        "masking_disabled",
        "Create a masked phone: PHONE_MASKING_ENABLED is false",
      );
    }
    const [ownerPerson] = await resolvePeople(deps, [{ user_id: owner }], "owner");
    const [client] = await resolvePeople(
      deps,
      [{ phone: input.phone, label: input.label }],
      "client",
    );
    await createConversation(deps.sql, {
      createdBy: owner,
      people: [ownerPerson!, client!],
      mode: "message",
      geoMatch: "country",
      leakPolicy: "allow",
      friendlyName: null,
      metadata: {},
      clientId: id,
      expiresAt: null,
      idleTimeoutSeconds: null,
      cooldownSeconds: deps.env.CONVERSATION_COOLDOWN_SECONDS,
      idempotency: { id: null, requestHash: null },
    }).catch((error) => {
      // Somebody asked for the same at the same moment: theirs is as good.
      if (error?.constraint_name !== "one_masked_phone_per_client") throw error;
    });
    return context.json(await findClientPhone(deps.sql, owner, id), 201);
  };
}
