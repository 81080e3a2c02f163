import assert from "node:assert/strict";
import type postgres from "postgres";
import { until } from "../../../local/process/until.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const DAY = 86_400;

Deno.test("Retention", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  let turn = 0;

  /** Two new people, the first of whom has texted; `settle` is how that text went. */
  const texted = async (settle: "delivered" | "sent" | "queued", cooldownSeconds = 0) => {
    const [from, to] = [`from ${++turn}`, `to ${turn}`];
    const { id, participants } = await createConversation(sql, [person(from), person(to)], {
      now,
      cooldownSeconds,
      expiresAt: null,
    });
    const sid = `SMin${turn}`;
    await receiveMessage(sql, { from, to: participants[0]!.proxy_number, sid, now });
    await sql`
      update public.sms_forwards
      set status = ${settle}, provider_sid = ${settle === "queued" ? null : `SMout${turn}`},
          lease_expires_at = null, sent_at = ${settle === "queued" ? null : now}
      where conversation_id = ${id}`;
    return { id, from, to, sid, sent: `SMout${turn}` };
  };
  const close = (id: string, when = now) =>
    sql`select masking.update_conversation(${id}, null, '{"status":"closed"}', null, ${when})`;
  const release = (when: Date) => sql`select masking.release_bindings(1000, ${when})`;
  const count = async (query: Promise<{ count: number }[]>) => (await query)[0]!.count;
  const drop = (olderThan: Date) =>
    count(sql`select masking.drop_conversations(1000, ${olderThan}) as count`);
  const queue = (olderThan: Date, when = olderThan) =>
    count(sql`select masking.queue_carrier_deletions(1000, ${olderThan}, ${when}) as count`);
  const claim = async (when: Date) =>
    (await sql`select sid from masking.claim_carrier_deletions(1000, ${when}) as sid`)
      .map((row) => row.sid).toSorted();
  const settle = (sid: string) => sql`select masking.settle_carrier_deletion(${sid})`;
  const hold = async (more: { phone?: string; conversation?: string }) =>
    (await sql`
      select masking.place_legal_hold('service:test', ${more.phone ?? null}, ${
      more.phone ? "a ciphertext" : null
    }, null,
        ${more.conversation ?? null}, 'subject', null) as hold`)[0]!.hold.id;
  const lift = (id: string) => sql`select masking.lift_legal_hold('service:test', ${id})`;
  const ciphertexts = async (id: string) => {
    const [row] = await sql`
      select
        (select count(phone_encrypted)::int from public.phone_conversation_participants where conversation_id = ${id}) as numbers,
        (select count(body_encrypted)::int from public.sms_messages where conversation_id = ${id}) as texts`;
    return [row!.numbers, row!.texts];
  };

  try {
    await importNumbers(sql, 5);

    await t.step("drops the numbers and texts of conversations that ended long ago", async () => {
      const due = await texted("delivered");
      const open = await texted("delivered");
      const later = await texted("delivered");
      await close(due.id);
      await close(later.id, at(DAY));
      await release(at(DAY));
      assert.equal(await drop(at(60)), 1);
      assert.deepEqual(
        [await ciphertexts(due.id), await ciphertexts(open.id), await ciphertexts(later.id)],
        [[0, 0], [2, 1], [2, 1]],
      );
      assert.equal(await drop(at(60)), 0);
      const reopen = sql`
        select masking.update_conversation(${due.id}, null, '{"status":"active"}', null, ${
        at(60)
      })`;
      assert.equal(await sqlstate(reopen), "MSKCL");
    });

    await t.step("but not while a binding is held, a forward waits or a hold is on", async () => {
      const held = await texted("delivered", DAY);
      const waiting = await texted("queued");
      const kept = await texted("delivered");
      const person = await texted("delivered");
      for (const { id } of [held, waiting, kept, person]) await close(id);
      await release(at(60));
      const holds = [
        await hold({ conversation: kept.id }),
        await hold({ phone: `hash of ${person.to}` }),
      ];
      assert.equal(await drop(at(60)), 0);
      await release(at(DAY));
      assert.equal(await drop(at(60)), 1);
      assert.deepEqual(await ciphertexts(held.id), [0, 0]);
      await sql`update public.sms_forwards set status = 'failed' where conversation_id = ${waiting.id}`;
      assert.equal(await drop(at(60)), 1);
      for (const id of holds) await lift(id);
      assert.equal(await drop(at(60)), 2);
      assert.equal(await sqlstate(lift(holds[0]!)), "MSKLN");
    });

    await t.step("redacts no text that is held", async () => {
      const { id, from } = await texted("delivered");
      const redact = () => count(sql`select masking.redact_bodies(1000, ${at(60)}) as count`);
      const holdId = await hold({ phone: `hash of ${from}` });
      await redact();
      assert.deepEqual(await ciphertexts(id), [2, 1]);
      await lift(holdId);
      assert.equal(await redact(), 1);
    });

    await t.step(
      "queues each copy at the carrier once, when it is old enough and final",
      async () => {
        await queue(at(60), at(2 * DAY));
        await sql`delete from public.carrier_deletions`;
        const final = await texted("delivered");
        const underway = await texted("sent");
        const held = await texted("delivered");
        const holdId = await hold({ conversation: held.id });
        assert.equal(await queue(now, at(60)), 0);
        assert.equal(await queue(at(60)), 3);
        assert.deepEqual(await claim(at(60)), [final.sid, final.sent, underway.sid].toSorted());
        assert.equal(await queue(at(60)), 0);
        // Nobody has told for a day how it went.
        assert.equal(await queue(at(60), at(DAY + 1)), 1);
        await lift(holdId);
        assert.equal(await queue(at(60)), 2);
      },
    );

    await t.step(
      "gives a copy to one caller, and again when that one does not settle it",
      async () => {
        await sql`delete from public.carrier_deletions`;
        const { id, sid, sent } = await texted("delivered");
        assert.equal(await queue(at(60)), 2);
        const claimed = await Promise.all([claim(at(60)), claim(at(60)), claim(at(60))]);
        assert.deepEqual(claimed.flat().toSorted(), [sid, sent]);
        const holdId = await hold({ conversation: id });
        assert.deepEqual(await claim(at(DAY)), []);
        await lift(holdId);
        await settle(sid);
        // Whoever had the other one was killed, or heard that its delivery was not complete.
        assert.deepEqual([await claim(at(119)), await claim(at(120))], [[], [sent]]);
        assert.deepEqual([await claim(at(239)), await claim(at(240))], [[], [sent]]);
        await sql`update public.carrier_deletions set attempts = 1000, next_attempt_at = ${now}`;
        assert.deepEqual([await claim(now), await claim(at(DAY - 1)), await claim(at(DAY))], [
          [sent],
          [],
          [sent],
        ]);
        await settle(sent);
        assert.deepEqual(await claim(at(1000 * DAY)), []);
      },
    );

    await t.step("0 drops a text with the last report that it waited for", async () => {
      const people = ["x", "y", "z"].map((name) => person(name));
      const { id, participants } = await createConversation(sql, people, { now, expiresAt: null });
      const bodies = async () => (await ciphertexts(id))[1];
      const report = (
        claim: { forward_id: string; attempt: number },
        drops: boolean,
        on: postgres.Sql | postgres.TransactionSql = sql,
      ) =>
        on`select masking.record_send(${claim.forward_id}, ${claim.attempt}, 'sent',
          ${sql.json([`SMsent ${claim.forward_id}`])}, null, null, null, ${now}, ${drops})`;
      const status = (claim: { forward_id: string }, drops: boolean) =>
        sql`select masking.record_status(${claim.forward_id}, ${`SMsent ${claim.forward_id}`},
          'delivered', null, null, ${now}, ${drops})`;
      const say = async () =>
        (await receiveMessage(sql, { from: "x", to: participants[0]!.proxy_number, now })).claims;

      const [first, second] = await say();
      await report(first!, true);
      assert.equal(await bodies(), 1);
      await status(second!, true);
      assert.equal(await bodies(), 0);

      // Both at once: whoever is last sees the other.
      const both = await say();
      let last: Promise<unknown> | undefined;
      await sql.begin(async (tx) => {
        await report(both[0]!, true, tx);
        let done = false;
        last = report(both[1]!, true).then(() => done = true);
        await until(
          "the second report waits for the first",
          async () => done || (await sql`select from pg_locks where not granted`).length > 0,
        );
      });
      await last;
      assert.equal(await bodies(), 0);

      const kept = await say();
      for (const claim of kept) await report(claim, false);
      assert.equal(await bodies(), 1);
      const holdId = await hold({ conversation: id });
      for (const claim of kept) await status(claim, true);
      assert.equal(await bodies(), 1);
      await lift(holdId);
    });

    await t.step("prune() drops what waits in vain for the carrier's id", async () => {
      await sql`
        insert into public.carrier_deletions (forward_id, provider_sid, created_at)
        values (gen_random_uuid(), null, ${now}), (gen_random_uuid(), 'SMknown', ${now})`;
      const prune = (when: Date) => count(sql`select masking.prune(1000, ${when}) as count`);
      await prune(at(2 * DAY));
      assert.equal((await sql`select from public.carrier_deletions`).length, 2);
      await prune(at(2 * DAY + 1));
      const rows = await sql`select provider_sid from public.carrier_deletions`;
      assert.deepEqual(rows.map((row) => row.provider_sid), ["SMknown"]);
    });
  } finally {
    await db.stop();
  }
});
