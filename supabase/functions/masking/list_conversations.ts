import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import type { Conversation } from "../_shared/conversation/conversation.ts";
import { conversationQuery } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { page } from "../_shared/http/page.ts";
import { pageArguments } from "../_shared/http/page_arguments.ts";
import { parseInput } from "../_shared/http/parse_input.ts";

/** `GET /masking/conversations?status=active&limit=50&cursor=…`: newest first. */
export function listConversations(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const query = parseInput(conversationQuery, context.req.query());
    const rows = await deps.sql<{ conversation: Conversation }[]>`
      select masking.list_conversations(
        viewer_id => ${viewerId(caller)}, status => ${query.status ?? null},
        ${pageArguments(deps.sql, query)}) as conversation`;
    const { items, next_cursor } = page(rows.map((row) => row.conversation), query.limit);
    return context.json({ conversations: items, next_cursor });
  };
}
