import assert from "node:assert/strict";
import { createConversation, importNumbers, person } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { inParallel } from "../support/in_parallel.ts";

Deno.test("create_conversation() under concurrency", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await importNumbers(sql, 100);

    await t.step("gives one person 60 different numbers for 60 conversations at once", async () => {
      const made = await Promise.all(
        Array.from(
          { length: 60 },
          (_, n) => createConversation(sql, [person("shared"), person(`other ${n}`)]),
        ),
      );
      assert.equal(
        new Set(made.map((conversation) => conversation.participants[0]!.proxy_number)).size,
        60,
      );
    });

    await t.step(
      "2,000 among 50 people, 32 at a time: no pair twice, exhausted only when somebody holds every number",
      async () => {
        const random = randomFrom(7);
        const outcomes = await inParallel(32, 2000, async () => {
          const a = Math.floor(random() * 50);
          const b = (a + 1 + Math.floor(random() * 49)) % 50;
          try {
            await createConversation(sql, [person(`p${a}`), person(`p${b}`)]);
            return null;
          } catch (error) {
            const { code } = error as { code?: string };
            assert.equal(code, "MSKPE");
            return [a, b];
          }
        });
        const held = new Map((await sql`
        select phone_hash, count(*)::int as count from public.phone_conversation_participants
        where released_at is null group by phone_hash`).map((row) => [row.phone_hash, row.count]));
        const refused = outcomes.filter((pair) => pair !== null);
        // Nobody gave a number back, so whoever was full at the time of a refusal is full now.
        for (const [a, b] of refused) {
          assert.ok(held.get(`hash of p${a}`) === 100 || held.get(`hash of p${b}`) === 100);
        }
        assert.ok(outcomes.length - refused.length > 1500);
        const twice = await sql`
        select proxy_number, phone_hash from public.phone_conversation_participants where released_at is null
        group by 1, 2 having count(*) > 1`;
        assert.equal(twice.length, 0);
      },
    );

    await t.step(
      "creating, closing and reopening at once leaves every person one seat to a number",
      async () => {
        const random = randomFrom(11);
        const ids: string[] = [];
        await inParallel(16, 600, async () => {
          const id = ids[Math.floor(random() * ids.length)];
          const roll = random();
          try {
            if (!id || roll < 0.4) {
              const a = Math.floor(random() * 8);
              ids.push(
                (await createConversation(sql, [person(`r${a}`), person(`r${(a + 1) % 8}`)], {
                  cooldownSeconds: 0,
                })).id,
              );
            } else if (roll < 0.8) {
              await sql`select masking.update_conversation(${id}, null, '{"status":"closed"}', now() + interval '1 hour')`;
            } else {
              await sql`select masking.update_conversation(${id}, null, '{"status":"active"}', now() + interval '1 hour')`;
            }
          } catch (error) {
            assert.ok(["MSKPE", "MSKNT"].includes((error as { code: string }).code), String(error));
          }
        });
        const active = await sql`
        select count(*) filter (where p.released_at is not null or p.cooldown_until is not null)::int as broken
        from public.phone_conversations c join public.phone_conversation_participants p on p.conversation_id = c.id
        where c.status = 'active'`;
        assert.equal(active[0]!.broken, 0);
      },
    );
  } finally {
    await db.stop();
  }
});
