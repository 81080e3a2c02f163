import assert from "node:assert/strict";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { inParallel } from "../support/in_parallel.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Claims = Awaited<ReturnType<typeof receiveMessage>>["claims"];

const OPERATIONS = 300;

Deno.test("A group whose members text, mute, leave and come at once has no deadlock, and loses nothing", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  const seed = Number(Deno.env.get("MASKLINE_RACE_SEED") ?? Date.now() % 100_000);
  const random = randomFrom(seed);
  const pick = <T>(items: T[]) => items[Math.floor(random() * items.length)]!;
  try {
    await importNumbers(sql, 10, { segments_per_second: 10_000 });
    const { id } = await createConversation(
      sql,
      Array.from({ length: 20 }, (_, index) => person(`member ${index}`)),
    );
    const seats = async () =>
      await sql<{ hash: string; proxy: string }[]>`
        select phone_hash as hash, proxy_number as proxy from public.phone_conversation_participants
        where conversation_id = ${id} and left_at is null`;
    let sids = 0;
    /** As delivery does: what became of each, and then what that sets free. */
    const deliver = async (claims: Claims): Promise<void> => {
      await Promise.all(claims.map(async ({ forward_id, attempt }) => {
        const result = pick(["sent", "sent", "sent", "failed", "retry"]);
        const found = result === "sent" ? [`SMsent${++sids}`] : [];
        const [row] = await sql<{ claims: Claims }[]>`
          select masking.record_send(
            ${forward_id}, ${attempt}, ${result}, ${
          sql.json(found)
        }, null, null, '{"default": "notice"}') as claims`;
        await deliver(row!.claims);
      }));
    };
    let newcomers = 0;
    const outcomes = await inParallel(12, OPERATIONS, async () => {
      const members = await seats();
      if (members.length < 16 || random() < 0.03) {
        await sql`select masking.add_participant(${id}, ${
          sql.json(person(`newcomer ${++newcomers}`))
        }, 'country', null, null)`;
        return "added";
      }
      const { hash, proxy } = pick([...members]);
      const keyword = pick([null, null, null, null, null, "mute", "unmute", "leave"]);
      const received = await receiveMessage(sql, {
        from: "a member",
        hash,
        to: proxy,
        keyword,
        size: { length: pick([10, 1600]), room: 34, segments_ucs2: 1 },
      });
      await deliver(received.claims);
      return received.outcome;
    });
    // Some left between the look at the seats and the word.
    assert.ok(
      outcomes.every((outcome) => outcome !== "no_conversation" && outcome !== "blocked"),
      `seed ${seed}`,
    );
    for (let left = 1; left > 0;) {
      const [row] = await sql<{ claims: Claims }[]>`
        select masking.claim_due_forwards(1000) as claims`;
      await deliver(row!.claims);
      left = row!.claims.length;
    }

    const count = async (query: Promise<{ count: number }[]>) => (await query)[0]!.count;
    assert.equal(
      await count(sql`
        select count(*)::int from public.sms_forwards
        where status not in ('sent', 'failed', 'suppressed')`),
      0,
      `seed ${seed}`,
    );
    // Whoever left is told of once, to those who were there.
    const leaves = outcomes.filter((outcome) => outcome === "leave").length;
    assert.ok(leaves > 10);
    assert.equal(
      await count(
        sql`select count(*)::int from public.sms_messages where label_joint = ' '`,
      ),
      leaves,
      `seed ${seed}`,
    );
    // Nothing that was said after it reaches who has left.
    assert.equal(
      await count(sql`
        select count(*)::int from public.sms_forwards f
        join public.sms_messages m on m.id = f.message_id
        join public.sms_messages leave on leave.sender_participant_id = f.recipient_participant_id
        where leave.label_joint = ' ' and m.sender_participant_id is not null
          and f.position > (select min(told.position) from public.sms_forwards told where told.message_id = leave.id)`),
      0,
      `seed ${seed}`,
    );
  } finally {
    await db.stop();
  }
});
