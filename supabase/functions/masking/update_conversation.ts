import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import type { Conversation } from "../_shared/conversation/conversation.ts";
import { beginning, expiry } from "../_shared/conversation/expiry.ts";
import { requireRecording } from "../_shared/conversation/require_recording.ts";
import { requireServiceWords } from "../_shared/conversation/require_service_words.ts";
import { conversationChanges, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `PATCH /masking/conversations/{id}`: extend, close, reopen, rename. Any participant may close, only the creator may do the rest. */
export function updateConversation(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "id", uuid);
    const { expires_in, expires_at, ...changes } = await readJson(
      context.req.raw,
      conversationChanges,
    );
    requireRecording(changes.record_calls, deps.env);
    requireServiceWords(caller, changes.announcement);
    const expiresAt = expiry(
      { expires_in, expires_at },
      beginning(changes.starts_at ?? null, new Date()),
    );
    const [row] = await deps.sql<{ conversation: Conversation }[]>`
      select masking.update_conversation(
        conversation_id => ${id}, viewer_id => ${viewerId(caller)},
        changes => ${
      deps.sql.json(
        { ...changes, ...(expiresAt === undefined ? {} : { expires_at: expiresAt }) } as never,
      )
    },
        default_expires_at => ${new Date(
      Date.now() + deps.env.CONVERSATION_TTL_SECONDS * 1000,
    )}) as conversation`;
    return context.json(row!.conversation);
  };
}
