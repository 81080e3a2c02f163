import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Conversation } from "../_shared/conversation/conversation.ts";
import { resolvePeople } from "../_shared/conversation/resolve_people.ts";
import { participantChanges, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `PATCH /masking/conversations/{id}/participants/{participant_id}` (service): another phone, the same proxy number. */
export function changeParticipantPhone(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    const participantId = readParam(context, "participant_id", uuid);
    const [person] = await resolvePeople(deps, [
      await readJson(context.req.raw, participantChanges),
    ], "participant");
    const [row] = await deps.sql<{ conversation: Conversation }[]>`
      select masking.change_participant_phone(
        conversation_id => ${id}, participant_id => ${participantId},
        phone_hash => masking.known_phone_hash(phone_hash => ${
      person!.phone_hash
    }), phone_encrypted => ${person!.phone_encrypted}) as conversation`;
    return context.json(row!.conversation);
  };
}
