import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import { decrypt } from "./decrypt.ts";
import type { NamedPerson } from "./name_person.ts";

/** A text between a person and `other_number`, as `masking.erase_person` takes it. */
export type FoundCopy = { sid: string; other_number: string };

/**
 * What the carrier keeps of all texts to and from a person's numbers: also codes, magic links and automatic answers, of which the
 * database knows nothing. Throws `carrier_unavailable`.
 */
export async function findCopies(deps: Deps, person: NamedPerson): Promise<FoundCopy[]> {
  const phones = person.phone === null ? await phonesOf(deps, person.userId!) : [person.phone];
  try {
    const carriers = await Promise.all(deps.carriers.configured.map(deps.carriers.get));
    const found = await Promise.all(
      carriers.flatMap((carrier) =>
        phones.map(async (phone) =>
          (await carrier.findCopies(phone)).map(({ sid, from, to }) => ({
            sid,
            other_number: from === phone ? to : from,
          }))
        )
      ),
    );
    return found.flat();
  } catch (cause) {
    throw new AppError(
      "carrier_unavailable",
      "Look for the person's texts at the carrier: nothing has been erased, try again",
      { cause, retryAfterSeconds: 10 },
    );
  }
}

async function phonesOf(deps: Deps, userId: string): Promise<string[]> {
  const keys = await deps.keys();
  const rows = await deps.sql<{ phone_encrypted: string }[]>`
    select phone_encrypted from masking.person_phones(user_id => ${userId}) as phone_encrypted`;
  return await Promise.all(rows.map((row) => decrypt(keys, "phone", row.phone_encrypted)));
}
