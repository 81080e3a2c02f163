import assert from "node:assert/strict";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const TURNS = 40;

Deno.test("Two who join somebody alone at once, while that one texts, are both in, and nothing from before reaches them", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await importNumbers(sql, 3, { segments_per_second: 10_000 });
    const outcomes: Record<string, number> = {};
    await Promise.all(Array.from({ length: TURNS }, async (_, turn) => {
      const first = `first ${turn}`;
      const { id, masked_number } = await createConversation(sql, [person(first)]);
      // Some come twice, and have one seat all the same.
      const join = (name: string) =>
        sql`select masking.add_participant(${id}, ${
          sql.json(person(`${name} ${turn}`))
        }, 'country', null, null)`.then(() => "joined", (error) => error.code);
      const [second, third, again, ...texts] = await Promise.all([
        join("second"),
        join("third"),
        join("second"),
        ...Array.from(
          { length: 4 },
          () => receiveMessage(sql, { from: first, to: masked_number! }),
        ),
      ]);
      assert.equal(third, "joined");
      assert.deepEqual([second, again].toSorted(), ["MSKIN", "joined"]);
      for (const { outcome, claims } of texts) {
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        if (outcome === "alone") assert.deepEqual(claims, []);
      }
      const [conversation] = await sql`
        select c.is_group, c.masked_number, count(p.id)::int as seats, count(distinct p.label)::int as labels
        from public.phone_conversations c
        join public.phone_conversation_participants p on p.conversation_id = c.id and p.left_at is null
        where c.id = ${id} group by c.id`;
      assert.deepEqual({ ...conversation }, { is_group: true, masked_number, seats: 3, labels: 3 });
    }));
    assert.equal((outcomes.alone ?? 0) + (outcomes.forwarded ?? 0), TURNS * 4);

    const [wrong] = await sql`
      select count(*) filter (where m.outcome = 'alone' and (f.id is not null or m.body_encrypted is not null))::int as leaked,
             count(*) filter (where m.outcome = 'forwarded' and f.id is null)::int as lost
      from public.sms_messages m left join public.sms_forwards f on f.message_id = m.id`;
    assert.deepEqual({ ...wrong }, { leaked: 0, lost: 0 });
  } finally {
    await db.stop();
  }
});
