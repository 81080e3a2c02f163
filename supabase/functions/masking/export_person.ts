import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { namePerson } from "../_shared/privacy/name_person.ts";
import { openExport, type StoredExport } from "../_shared/privacy/open_export.ts";
import { personInput } from "../_shared/privacy/schema.ts";

/** `POST /masking/people/export` (service) → 200 with everything that is held about a person, in the clear. */
export function exportPerson(deps: Deps): Handler {
  return async (context) => {
    const actor = callerKey(await authenticate(context.req.raw, deps.env, ["service"]));
    const person = await namePerson(deps, await readJson(context.req.raw, personInput));
    const [row] = await deps.sql<{ stored: StoredExport }[]>`
      select masking.export_person(
        actor => ${actor}, phone_hash => masking.known_phone_hash(phone_hash => ${person.phoneHash}), user_id => ${person.userId},
        subject => ${person.subject}) as stored`;
    return context.json(await openExport(deps, row!.stored));
  };
}
