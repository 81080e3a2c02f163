import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import type { Conversation } from "../_shared/conversation/conversation.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `GET /masking/conversations/{id}` */
export function getConversation(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const [row] = await deps.sql<{ conversation: Conversation }[]>`
      select masking.get_conversation(
        conversation_id => ${readParam(context, "id", uuid)}, viewer_id => ${
      viewerId(caller)
    }) as conversation`;
    return context.json(row!.conversation);
  };
}
