import { authenticate } from "../_shared/auth/authenticate.ts";
import { viewerId } from "../_shared/auth/caller.ts";
import { pageQuery, uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { page } from "../_shared/http/page.ts";
import { pageArguments } from "../_shared/http/page_arguments.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `GET /masking/conversations/{id}/calls?limit=50&cursor=…`: newest first, each with those who were rung for it. */
export function listCalls(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["user", "service"]);
    const id = readParam(context, "id", uuid);
    const query = parseInput(pageQuery, context.req.query());
    const rows = await deps.sql<{ call: { id: string; created_at: string } }[]>`
      select masking.list_calls(
        conversation_id => ${id}, viewer_id => ${viewerId(caller)},
        ${pageArguments(deps.sql, query)}) as call`;
    const { items, next_cursor } = page(rows.map((row) => row.call), query.limit);
    return context.json({ calls: items, next_cursor });
  };
}
