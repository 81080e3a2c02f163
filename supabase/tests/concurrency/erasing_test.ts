import assert from "node:assert/strict";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Claim = { forward_id: string; attempt: number };

Deno.test("Erasing somebody while texts come in and are sent", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  let sids = 0;
  const taken: string[] = [];

  /** Sends as the functions do; every seventh text does not arrive, which its sender is told. */
  const send = async (claims: Claim[]): Promise<void> => {
    await Promise.all(claims.map(async ({ forward_id, attempt }) => {
      const sid = `SMsent${++sids}`;
      const failed = sids % 7 === 0;
      const [row] = await sql<{ claims: Claim[] }[]>`
        select masking.record_send(${forward_id}, ${attempt}, ${failed ? "failed" : "sent"},
          ${sql.json(failed ? [] : [sid])}, null, null, '{"default": "not delivered"}') as claims`;
      if (!failed) taken.push(sid);
      await send(row!.claims);
    }));
  };
  const erase = async (): Promise<number> => {
    for (let tries = 0;; tries++) {
      try {
        const [row] = await sql<{ erasure: { claims: Claim[] } }[]>`
          select masking.erase_person('system', 'hash of gone', null, 'gone', '[]', '[]') as erasure`;
        await send(row!.erasure.claims);
        return tries;
      } catch (error) {
        if ((error as { code?: string }).code !== "55P03") throw error;
      }
    }
  };

  try {
    await importNumbers(sql, 10, { segments_per_second: 10_000 });
    for (let round = 0; round < 8; round++) {
      const { id, participants } = await createConversation(
        sql,
        ["gone", `a ${round}`, `b ${round}`].map((name) => person(name)),
      );
      const names = ["gone", `a ${round}`, `b ${round}`];
      const flow = Array.from({ length: 60 }, async (_, n) => {
        const received = await receiveMessage(sql, {
          from: names[n % 3]!,
          to: participants[n % 3]!.proxy_number,
          sid: `SM${round} ${n}`,
          body: `text of ${names[n % 3]}`,
        });
        await send(received.claims);
      });
      await Promise.all([...flow.slice(0, 30), erase(), ...flow.slice(30)]);
      for (;;) {
        const [due] = await sql<{ claims: Claim[] }[]>`
          select masking.claim_due_forwards(100, now() + interval '50 s') as claims`;
        if (due!.claims.length === 0) break;
        await send(due!.claims);
      }

      const [left] = await sql`
        select
          count(*) filter (where m.body_encrypted = 'text of gone')::int as of_the_erased,
          count(*) filter (where m.body_encrypted like 'text of _ %')::int as of_the_others,
          count(*) filter (where m.body_encrypted like 'text of _ %' and not exists (
            select from public.sms_forwards f
            where f.message_id = m.id and f.status in ('sent', 'failed')))::int as not_sent
        from public.sms_messages m where m.conversation_id = ${id}`;
      assert.deepEqual(left, { of_the_erased: 0, of_the_others: 40, not_sent: 0 });
      const rows = await sql`
        select from public.phone_conversation_participants where phone_hash = 'hash of gone'`;
      assert.equal(rows.length, 0);
    }
    // Of whatever the carrier took it is known that it is there: as a forward, or as a copy to delete.
    const unknown = await sql`
      select sid from jsonb_array_elements_text(${sql.json(taken)}) sid
      where sid not in (select provider_sid from public.sms_forwards where provider_sid is not null)
        and sid not in (select provider_sid from public.carrier_deletions where provider_sid is not null)`;
    assert.deepEqual(unknown.map((row) => row.sid), []);
    const late = await sql`
      select from public.carrier_deletions where forward_id is not null and provider_sid is not null`;
    assert.ok(late.length > 0);
  } finally {
    await db.stop();
  }
});
