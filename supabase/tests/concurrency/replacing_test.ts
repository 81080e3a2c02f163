import assert from "node:assert/strict";
import type { Sql, TransactionSql } from "postgres";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { until } from "../../../local/process/until.ts";
import { createTestDatabase } from "../support/test_database.ts";

const PAIRS = 12;
const TEXTS = 20;

Deno.test("Replacing a number while everybody texts", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const replace = async (number: string, afterId: string | null) => {
    const [row] = await sql`
      select * from masking.replace_number(
        number => ${number}, geo_match => 'country', overlap => null, notice_encrypted => '{"default": "moved"}',
        after_id => ${afterId ?? "00000000-0000-0000-0000-000000000000"}, max_count => 5)`;
    return row!;
  };
  try {
    const numbers = await importNumbers(sql, 4);
    const bad = numbers[0]!;
    await sql`update public.phone_number_pool set status = 'draining' where number <> ${bad}`;
    const conversations = await Promise.all(
      Array.from(
        { length: PAIRS },
        (_, n) => createConversation(sql, [person(`left ${n}`), person(`right ${n}`)]),
      ),
    );
    await sql`update public.phone_number_pool set status = 'active'`;

    await t.step("relays every text to the right seat, and creates go on", async () => {
      await sql`select masking.set_number_status(number => ${bad}, status => 'draining')`;
      const texts = conversations.flatMap((conversation, n) =>
        Array.from({ length: TEXTS }, (_, i) => async () => {
          const side = i % 2;
          // People text the old number, or whichever is theirs at this moment.
          const [seat] = await sql`
            select proxy_number from public.phone_conversation_participants
            where id = ${conversation.participants[side]!.id}`;
          const received = await receiveMessage(sql, {
            from: `${side === 0 ? "left" : "right"} ${n}`,
            to: i % 4 < 2 ? bad : seat!.proxy_number,
            body: `${n}`,
          });
          assert.deepEqual([received.outcome, received.conversation_id], [
            "forwarded",
            conversation.id,
          ]);
        })
      );
      const replacing = Promise.all(
        Array.from({ length: 3 }, async () => {
          let moved = 0;
          for (let afterId: string | null = null;;) {
            const batch = await replace(bad, afterId);
            moved += batch.moved;
            afterId = batch.last_id;
            if (afterId === null) return moved;
          }
        }),
      );
      const creating = Promise.all(
        Array.from(
          { length: PAIRS },
          (_, n) => createConversation(sql, [person(`left ${n}`), person(`new ${n}`)]),
        ),
      );
      await Promise.all(texts.map((text) => text()));
      const moved = (await replacing).reduce((sum, count) => sum + count, 0);
      await creating;
      assert.equal(moved, PAIRS);
    });

    await t.step("nobody is on the old number, and each was told once", async () => {
      const rows = await sql`
        select proxy_number from public.phone_conversation_participants
        where proxy_number = ${bad} and left_at is null`;
      assert.equal(rows.length, 0);
      const [{ notices, texts } = {}] = await sql`
        select count(*) filter (where m.body_encrypted = 'moved') as notices,
               count(*) filter (where m.body_encrypted <> 'moved') as texts
        from public.sms_forwards f join public.sms_messages m on m.id = f.message_id`;
      assert.deepEqual([Number(notices), Number(texts)], [2 * PAIRS, PAIRS * TEXTS]);
    });

    await t.step("what waits or was leased anew goes out from a number that is lent", async () => {
      const [row] = await sql`
        select masking.claim_due_forwards(max_count => 1000, now => now() + interval '1 hour') as claims`;
      const claims: { from: string; sent_from: { number: string }[]; reconcile: boolean }[] =
        row!.claims;
      assert.ok(claims.length > 0);
      assert.ok(claims.every(({ from }) => from !== bad));
      assert.ok(
        claims.every(({ from, sent_from }) => sent_from.some(({ number }) => number === from)),
      );
    });
  } finally {
    await db.stop();
  }
});

Deno.test("A number is not given back while a conversation on it is opened again", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  const reopen = (by: Sql | TransactionSql, id: string) =>
    by`select masking.update_conversation(${id}, null, '{"status": "active"}', now() + interval '1 day')`;
  const claim = async (by: Sql | TransactionSql) =>
    (await by`select number from masking.claim_number_releases('twilio', 10)`).length;
  const end = async (id: string) => {
    await sql`select masking.close_conversation(${id}, 'api', now())`;
    await sql`select masking.release_bindings(10, now() + interval '1 s')`;
  };
  try {
    const [number] = await importNumbers(sql, 1);
    const { id } = await createConversation(sql, [person("a"), person("b")], {
      cooldownSeconds: 0,
    });
    await end(id);
    await sql`select masking.request_release(${number!})`;
    await sql.begin(async (tx) => {
      await reopen(tx, id);
      assert.equal(await claim(sql), 0);
    });
    assert.equal(await claim(sql), 0);

    await end(id);
    let late: Promise<string> | undefined;
    await sql.begin(async (tx) => {
      assert.equal(await claim(tx), 1);
      late = sqlstate(reopen(sql, id));
      await until(
        "it waits",
        async () => (await sql`select from pg_locks where not granted`).length > 0,
      );
    });
    assert.equal(await late, "MSKNT");
  } finally {
    await db.stop();
  }
});
