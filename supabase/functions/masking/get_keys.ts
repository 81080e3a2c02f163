import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";

/** `GET /masking/keys` (service): the ids of the keys of this database, and what is left under those that are not current. */
export function getKeys(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const { current, previous } = await deps.keys();
    const [row] = await deps.sql<{ keys: Record<string, unknown>[] }[]>`
      select masking.key_report(
        current_id => ${current.id}, previous_id => ${previous?.id ?? null}) as keys`;
    return context.json({ keys: row!.keys });
  };
}
