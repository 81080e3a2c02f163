import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import { eventQuery } from "../_shared/events/schema.ts";
import type { Handler } from "../_shared/http/app.ts";
import { page } from "../_shared/http/page.ts";
import { pageArguments } from "../_shared/http/page_arguments.ts";
import { parseInput } from "../_shared/http/parse_input.ts";

type Event = { id: string; created_at: string };

/** `GET /masking/events?status=given_up&conversation_id=…&limit=50&cursor=…` (service): what the app was told, or is yet to be; newest first. */
export function listEvents(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const query = parseInput(eventQuery, context.req.query());
    const rows = await deps.sql<{ event: Event }[]>`
      select masking.list_events(
        status => ${query.status ?? null}, conversation_id => ${query.conversation_id ?? null},
        ${pageArguments(deps.sql, query)}) as event`;
    const { items, next_cursor } = page(rows.map((row) => row.event), query.limit);
    return context.json({ events: items, next_cursor });
  };
}
