import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { openMessages, type StoredMessage } from "../_shared/conversation/open_message.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { page } from "../_shared/http/page.ts";
import { pageArguments } from "../_shared/http/page_arguments.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { heldMessageQuery } from "../_shared/policy/schema.ts";

/** `GET /masking/held-messages?state=held&limit=50&cursor=…` (service): what the policy hook holds or has yet to decide, newest first. */
export function listHeldMessages(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const query = parseInput(heldMessageQuery, context.req.query());
    const rows = await deps.sql<{ message: StoredMessage }[]>`
      select masking.list_held_messages(
        actor => ${callerKey(caller)}, state => ${query.state ?? null},
        ${pageArguments(deps.sql, query)}) as message`;
    const { items, next_cursor } = page(rows.map((row) => row.message), query.limit);
    return context.json({ held_messages: await openMessages(deps, items), next_cursor });
  };
}
