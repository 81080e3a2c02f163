import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { namePerson } from "../_shared/privacy/name_person.ts";
import { optOutQuestion } from "../_shared/privacy/schema.ts";

/** `POST /masking/opt-outs/lookup` (service): whether a number has opted out, since when and how. A POST, so that no URL holds it. */
export function lookUpOptOut(deps: Deps): Handler {
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const { phoneHash, subject } = await namePerson(
      deps,
      await readJson(context.req.raw, optOutQuestion),
    );
    const [row] = await deps.sql<{ opt_out: Record<string, unknown> }[]>`
      select masking.look_up_opt_out(
        phone_hash => masking.known_phone_hash(phone_hash => ${phoneHash}), subject => ${subject},
        actor => ${callerKey(caller)}) as opt_out`;
    return context.json(row!.opt_out);
  };
}
