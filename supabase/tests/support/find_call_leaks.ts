import type postgres from "postgres";
import type { Element } from "../../../local/simulator/voice/parse_twiml.ts";
import { leaksInAnswer } from "../../../local/simulator/voice/leaks_in_answer.ts";
import { decrypt } from "../../functions/_shared/privacy/decrypt.ts";
import type { KeyRing } from "../../functions/_shared/privacy/key_ring.ts";

/** What `voice-webhook` answered, and the carrier's id of the call that asked. */
export type CallAnswer = { call_sid: string; body: string };

type Leg = { id: string; participant_id: string | null; parent_sid: string | null };
type Seat = { id: string; moved_to: string | null; proxy_number: string; phone: string | null };

/**
 * Where an answer shows a number of `people`, or of anybody in the database, outside of the `<Number>` of a leg: one that was planned
 * for this very call, to the person of the seat that it is for, from the number that was lent to that person. Of somebody erased, or
 * under a key that is gone, the number is not known any more.
 */
export async function findCallLeaks(
  sql: postgres.Sql,
  keys: KeyRing,
  answers: CallAnswer[],
  people: Iterable<string>,
): Promise<string[]> {
  const open = (encrypted: string | null) =>
    encrypted === null ? null : decrypt(keys, "phone", encrypted).catch(() => null);
  const rows = await sql<(Omit<Seat, "phone"> & { phone_encrypted: string | null })[]>`
    select id, moved_to, proxy_number, phone_encrypted from public.phone_conversation_participants`;
  const seats: Seat[] = await Promise.all(
    rows.map(async ({ phone_encrypted, ...seat }) => ({
      ...seat,
      phone: await open(phone_encrypted),
    })),
  );
  const users = await sql`select phone_encrypted from public.user_phone_numbers`;
  const known = new Set([
    ...people,
    ...seats.map(({ phone }) => phone),
    ...await Promise.all(users.map((row) => open(row.phone_encrypted))),
  ].filter((phone) => phone !== null));
  const ours = await sql`select number from public.phone_number_pool`;
  for (const { number } of ours) known.delete(number);

  const legs = await sql<Leg[]>`
    select leg.id, leg.participant_id, parent.provider_sid as parent_sid
    from public.phone_calls leg join public.phone_calls parent on parent.id = leg.parent_id`;
  const legsById = new Map(legs.map((leg) => [leg.id, leg]));
  const seatsById = Map.groupBy(seats, ({ id, moved_to }) => moved_to ?? id);

  const mayRing = (callSid: string, number: Element, dial: Element): boolean => {
    const [id, reported] = [number.attributes.url, number.attributes.statusCallback].map((url) =>
      URL.parse(url ?? "")?.searchParams.get("call")
    );
    const leg = legsById.get(id ?? "");
    if (!leg || reported !== id || leg.parent_sid !== callSid) return false;
    if (leg.participant_id === null) return true;
    const held = seatsById.get(leg.participant_id) ?? [];
    return held.some(({ phone }) => phone === null || phone === number.text.trim()) &&
      held.some(({ proxy_number }) => proxy_number === dial.attributes.callerId);
  };
  return answers.flatMap(({ call_sid, body }) =>
    leaksInAnswer(body, known, (number, dial) => mayRing(call_sid, number, dial))
  );
}
