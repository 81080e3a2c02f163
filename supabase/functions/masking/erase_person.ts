import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Claim } from "../_shared/delivery/claim.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { findCopies, type FoundCopy } from "../_shared/privacy/find_copies.ts";
import { type NamedPerson, namePerson } from "../_shared/privacy/name_person.ts";
import { personInput } from "../_shared/privacy/schema.ts";

type Erasure = { receipt: Record<string, unknown>; claims: Claim[] };

/** A forward of the person's is being recorded at this moment (SQLSTATE lock_not_available). */
const BUSY = "55P03";
const TRIES = 50;

/** `POST /masking/people/erase` (service) → 200 with a receipt. What the carrier keeps is deleted in the background. */
export function erasePerson(deps: Deps): Handler {
  return async (context) => {
    const actor = callerKey(await authenticate(context.req.raw, deps.env, ["service"]));
    const person = await namePerson(deps, await readJson(context.req.raw, personInput));
    const copies = await findCopies(deps, person);
    const { receipt, claims } = await erase(deps, actor, person, copies);
    deps.background(deliver(deps, claims, context.get("requestId")));
    return context.json(receipt);
  };
}

async function erase(
  deps: Deps,
  actor: string,
  person: NamedPerson,
  copies: FoundCopy[],
): Promise<Erasure> {
  const { sql, env } = deps;
  for (let tries = 1;; tries++) {
    try {
      const [row] = await sql<{ erasure: Erasure }[]>`
        select masking.erase_person(
          actor => ${actor}, phone_hash => masking.known_phone_hash(phone_hash => ${person.phoneHash}), user_id => ${person.userId},
          subject => ${person.subject}, carrier_copies => ${sql.json(copies)},
          own_numbers => ${
        sql.json([...env.SMS_FROM_NUMBERS, ...env.SMS_PUBLIC_FROM_NUMBERS])
      }) as erasure`;
      return row!.erasure;
    } catch (error) {
      if ((error as { code?: string }).code !== BUSY || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries));
    }
  }
}
