import { creationOf } from "../conversation/create_conversation.ts";
import { newConversation } from "../conversation/new_conversation.ts";
import type { Person } from "../conversation/person.ts";
import { requireRecording } from "../conversation/require_recording.ts";
import { resolvePeople } from "../conversation/resolve_people.ts";
import { toAppError } from "../db/app_error.ts";
import { type Fragment, fragment } from "../db/in_one_trip.ts";
import type { Deps } from "../deps.ts";
import { AppError, ERRORS } from "../errors.ts";
import type { E164 } from "../phone/e164.ts";
import { parsePhone } from "../phone/parse_phone.ts";
import { protectPhone } from "../privacy/protect_phone.ts";
import type { Connection } from "./read_stranger_answer.ts";
import type { Asked } from "./stranger_question.ts";

/** The people of a conversation that is about to be made, for `masking.known_hashes`, and the call that makes it of `known.people`. */
export type Creation = { people: Person[]; call: Fragment };

/** Makes no conversation: the one that is there will do. */
export const NO_CREATION: Creation = { people: [], call: fragment`null::jsonb` };

/**
 * Connects a stranger by the number that the person texted or called, in the statement of `settle`, which gets a conversation to make.
 * The other one gets the same number if it is free, else another. Throws an `AppError` when the two cannot be connected.
 */
export async function connectStranger<Result>(
  deps: Deps,
  asked: Asked,
  connection: Connection,
  settle: (creation: Creation) => Promise<Result>,
): Promise<Result> {
  if (!deps.env.PHONE_MASKING_ENABLED) {
    throw new AppError("masking_disabled", "Connect a stranger: PHONE_MASKING_ENABLED is false");
  }
  requireRecording(connection.settings.record_calls, deps.env);
  const [other] = await resolvePeople(deps, [connection.participant], "participant");
  const stranger = await personOf(deps, asked, connection.label);
  const shared = { ...other!, proxy_number: other!.proxy_number ?? asked.number };
  const settings = newConversation(connection.settings, new Date(), deps.env);
  const creation = (people: Person[]): Creation => ({
    people,
    call: creationOf({
      ...settings,
      createdBy: null,
      idempotency: { id: null, requestHash: null },
    }, fragment`known.people`),
  });

  // Last without one: somebody else has connected the stranger by this number just now.
  const creations = [creation([shared, stranger]), creation([other!, stranger]), NO_CREATION];
  for (const candidate of creations) {
    try {
      return await settle(candidate);
    } catch (error) {
      const refusal = toAppError(error);
      if (refusal?.code === "number_taken" && candidate !== NO_CREATION) continue;
      throw refusal ?? error;
    }
  }
  throw new Error("Connect a stranger: there is always a last way");
}

/** Whether two people cannot be connected, whenever one tries; else something is down. */
export function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && ERRORS[error.code].status < 500;
}

async function personOf(
  deps: Deps,
  { phone, number }: Asked,
  label: string | undefined,
): Promise<Person> {
  const keys = await deps.keys();
  const parsed = parsePhone(phone, []);
  return {
    user_id: null,
    label: label ?? null,
    ...await protectPhone(keys, phone as E164),
    country_code: parsed?.country ?? "ZZ",
    area_code: parsed?.areaCode ?? null,
    proxy_number: number,
  };
}
