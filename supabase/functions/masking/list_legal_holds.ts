import { authenticate } from "../_shared/auth/authenticate.ts";
import { pageQuery } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { page } from "../_shared/http/page.ts";
import { pageArguments } from "../_shared/http/page_arguments.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import type { LegalHold } from "../_shared/privacy/legal_hold.ts";

/** `GET /masking/legal-holds?limit=50&cursor=…` (service): newest first. */
export function listLegalHolds(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const query = parseInput(pageQuery, context.req.query());
    const rows = await deps.sql<{ hold: LegalHold }[]>`
      select masking.list_legal_holds(${pageArguments(deps.sql, query)}) as hold`;
    const { items, next_cursor } = page(rows.map((row) => row.hold), query.limit);
    return context.json({ legal_holds: items, next_cursor });
  };
}
