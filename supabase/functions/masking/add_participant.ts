import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Conversation } from "../_shared/conversation/conversation.ts";
import { resolvePeople } from "../_shared/conversation/resolve_people.ts";
import { newParticipantInput, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `POST /masking/conversations/{id}/participants` (service) → 201 with the conversation. */
export function addParticipant(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    const input = await readJson(context.req.raw, newParticipantInput);
    const [person] = await resolvePeople(deps, [input], "participant");
    const idempotency = await readIdempotency(
      await deps.keys(),
      context.req.header("idempotency-key") ?? null,
      `${callerKey(caller)}:POST participants ${id}`,
      input,
    );
    const [row] = await deps.sql<{ conversation: Conversation }[]>`
      select masking.add_participant(
        conversation_id => ${id}, person => masking.known_hashes(items => ${
      deps.sql.json([person!])
    }) -> 0, geo_match => ${input.geo_match}, geo_radius_km => ${input.geo_radius_km},
        idempotency_id => ${idempotency.id}, request_hash => ${idempotency.requestHash}) as conversation`;
    return context.json(row!.conversation, 201);
  };
}
