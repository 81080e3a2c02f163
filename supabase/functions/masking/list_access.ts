import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readCursor } from "../_shared/http/cursor.ts";
import { page } from "../_shared/http/page.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { auditId, auditQuery } from "../_shared/privacy/schema.ts";

/** A row of the access audit as the API shows it. */
type Access = {
  id: string;
  created_at: string;
  actor: string;
  action: string;
  subject: string | null;
  details: Record<string, unknown>;
};

/** `GET /masking/audit?subject=…&limit=50&cursor=…` (service): who read, exported, erased or held what; newest first. */
export function listAccess(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const query = parseInput(auditQuery, context.req.query());
    const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, auditId);
    const rows = await deps.sql<{ access: Access }[]>`
      select masking.list_access(
        subject => ${query.subject ?? null}, max_count => ${query.limit + 1}
        ${cursor ? deps.sql`, before_id => ${cursor.id}` : deps.sql``}
      ) as access`;
    const { items, next_cursor } = page(rows.map((row) => row.access), query.limit);
    return context.json({ audit: items, next_cursor });
  };
}
