import { authenticate } from "../_shared/auth/authenticate.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";

/** `GET /masking/conversations/{id}/totals` (service): how much was texted and called in it. */
export function getTotals(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const id = readParam(context, "id", uuid);
    const [row] = await deps.sql<{ totals: Record<string, unknown> }[]>`
      select masking.conversation_totals(conversation_id => ${id}) as totals`;
    return context.json(row!.totals);
  };
}
