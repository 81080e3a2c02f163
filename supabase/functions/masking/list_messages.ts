import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey, viewerId } from "../_shared/auth/caller.ts";
import { openMessages, type StoredMessage } from "../_shared/conversation/open_message.ts";
import { pageQuery, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { page } from "../_shared/http/page.ts";
import { pageArguments } from "../_shared/http/page_arguments.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `GET /masking/conversations/{id}/messages?limit=50&cursor=…`: newest first, decrypted for participants and the service. */
export function listMessages(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "id", uuid);
    const query = parseInput(pageQuery, context.req.query());
    const rows = await deps.sql<{ message: StoredMessage }[]>`
      select masking.list_messages(
        actor => ${callerKey(caller)}, conversation_id => ${id}, viewer_id => ${viewerId(caller)},
        ${pageArguments(deps.sql, query)}) as message`;
    const { items, next_cursor } = page(rows.map((row) => row.message), query.limit);
    return context.json({ messages: await openMessages(deps, items), next_cursor });
  };
}
