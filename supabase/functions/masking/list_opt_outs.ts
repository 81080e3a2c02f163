import { authenticate } from "../_shared/auth/authenticate.ts";
import { pageQuery } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readCursor, writeCursor } from "../_shared/http/cursor.ts";
import { parseInput } from "../_shared/http/parse_input.ts";

type OptOut = { id: string; opted_out_at: string; source: string };

/** `GET /masking/opt-outs?limit=50&cursor=…` (service): newest first, without saying whose. */
export function listOptOuts(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const query = parseInput(pageQuery, context.req.query());
    const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const rows = await deps.sql<{ opt_out: OptOut }[]>`
      select masking.list_opt_outs(
        max_count => ${query.limit + 1}
        ${
      cursor
        ? deps
          .sql`, before_opted_out_at => ${cursor.createdAt}::text::timestamptz, before_id => ${cursor.id}`
        : deps.sql``
    }
      ) as opt_out`;
    const opt_outs = rows.slice(0, query.limit).map((row) => row.opt_out);
    const last = opt_outs.at(-1);
    return context.json({
      opt_outs,
      next_cursor: rows.length > query.limit && last
        ? writeCursor({ created_at: last.opted_out_at, id: last.id })
        : null,
    });
  };
}
