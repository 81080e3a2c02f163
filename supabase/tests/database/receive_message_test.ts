import assert from "node:assert/strict";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

Deno.test("receive_message()", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  /** Steps turn the clock back and forth: what a number sent in the future of another step must not make it wait. */
  const receive = async (text: Parameters<typeof receiveMessage>[1]) => {
    await sql`delete from public.phone_number_pace`;
    return await receiveMessage(sql, text);
  };
  const message = async (id: string | null) =>
    (await sql`select * from public.sms_messages where id = ${id}`)[0]!;
  try {
    await importNumbers(sql, 6);

    await t.step("forwards to the other participant, from the other's proxy number", async () => {
      const { id, participants } = await createConversation(sql, [person("a"), person("b")]);
      const received = await receive({
        from: "a",
        to: participants[0]!.proxy_number,
        body: "hello",
      });
      assert.equal(received.outcome, "forwarded");
      assert.equal(received.conversation_id, id);
      assert.equal(received.may_answer, false);
      assert.deepEqual(
        received.claims.map((
          c,
        ) => [c.to_encrypted, c.from, c.body_encrypted, c.attempt, c.reconcile]),
        [["ciphertext of b", participants[1]!.proxy_number, "hello", 1, false]],
      );
      const stored = await message(received.message_id);
      assert.equal(stored.direction, "inbound");
      assert.equal(stored.sender_participant_id, participants[0]!.id);
    });

    await t.step("takes a repeated MessageSid for a duplicate and writes nothing", async () => {
      const { participants } = await createConversation(sql, [person("c"), person("d")]);
      const text = { from: "c", to: participants[0]!.proxy_number, sid: "SMtwice" };
      assert.equal((await receive(text)).outcome, "forwarded");
      const counts = () =>
        sql`select (select count(*) from public.sms_messages) m, (select count(*) from public.sms_forwards) f`;
      const before = await counts();
      const again = await receive(text);
      assert.equal(again.outcome, "duplicate");
      assert.deepEqual(again.claims, []);
      assert.deepEqual(await counts(), before);
    });

    await t.step("answers a stranger once a day and keeps no text", async () => {
      const now = new Date("2026-03-01T10:00:00Z");
      const number = (await sql`select number from public.phone_number_pool limit 1`)[0]!.number;
      const answers = [];
      for (const after of [0, HOUR, DAY - 1, DAY]) {
        const received = await receive({
          from: "stranger",
          to: number,
          now: new Date(now.getTime() + after),
        });
        assert.equal(received.outcome, "no_conversation");
        assert.equal((await message(received.message_id)).body_encrypted, null);
        answers.push(received.may_answer);
      }
      assert.deepEqual(answers, [true, false, false, true]);
    });

    await t.step("relays nothing from the moment of expiry, closed already or not", async () => {
      const now = new Date();
      const { participants } = await createConversation(sql, [person("e"), person("f")], {
        now,
        expiresAt: new Date(now.getTime() + HOUR),
      });
      const text = { from: "e", to: participants[0]!.proxy_number };
      assert.equal(
        (await receive({ ...text, now: new Date(now.getTime() + HOUR - 1) })).outcome,
        "forwarded",
      );
      const late = await receive({ ...text, now: new Date(now.getTime() + HOUR) });
      assert.equal(late.outcome, "conversation_closed");
      assert.equal(late.may_answer, true);
      assert.deepEqual(late.claims, []);
      await sql`select masking.expire_conversations(100, ${new Date(now.getTime() + HOUR)})`;
      assert.equal(
        (await receive({ ...text, now: new Date(now.getTime() + 2 * HOUR) })).outcome,
        "conversation_closed",
      );
    });

    await t.step("counts each text as an interaction of an idle timeout", async () => {
      const now = new Date();
      const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
      const { participants } = await createConversation(sql, [person("g"), person("h")], {
        now,
        idleSeconds: 600,
      });
      const text = { from: "g", to: participants[0]!.proxy_number };
      assert.equal((await receive({ ...text, now: at(9) })).outcome, "forwarded");
      assert.equal((await receive({ ...text, now: at(18) })).outcome, "forwarded");
      assert.equal(
        (await receive({ ...text, now: at(28) })).outcome,
        "conversation_closed",
      );
    });

    await t.step(
      "never lets the old partner's text reach the people who got the number after the cooldown",
      async () => {
        const start = new Date("2026-02-01T00:00:00Z");
        const at = (days: number) => new Date(start.getTime() + days * DAY);
        await sql`update public.phone_number_pool set status = 'draining'`;
        const [number] = await importNumbers(sql, 1, {
          number: "+12125550188",
          phone_hash: "the only one",
        });
        const old = await createConversation(sql, [person("old a"), person("old b")], {
          now: at(0),
          expiresAt: at(1),
        });
        await sql`select masking.close_and_release(${at(1)})`;
        await sql`select masking.close_and_release(${at(9)})`;
        const fresh = await createConversation(sql, [person("new a"), person("new b")], {
          now: at(9),
          expiresAt: at(20),
        });
        assert.deepEqual([old.masked_number, fresh.masked_number], [number, number]);

        for (const from of ["old a", "old b"]) {
          const late = await receive({ from, to: number!, now: at(10) });
          assert.deepEqual([late.outcome, late.claims], ["no_conversation", []]);
        }
        for (const [from, to] of [["new a", "new b"], ["new b", "new a"]]) {
          const text = await receive({ from: from!, to: number!, now: at(10) });
          assert.deepEqual(text.claims.map((c) => c.to_encrypted), [`ciphertext of ${to}`]);
        }
        await sql`update public.phone_number_pool set status = 'active'`;
      },
    );

    await t.step(
      "opts a person out of the whole pool and tells each of the others once",
      async () => {
        const first = await createConversation(sql, [person("stop"), person("friend 1")]);
        const second = await createConversation(sql, [person("stop"), person("friend 2")]);
        const stop = () =>
          receive({
            from: "stop",
            to: first.participants[0]!.proxy_number,
            keyword: "opt_out",
          });
        const stopped = await stop();
        assert.equal(stopped.outcome, "opt_out");
        assert.deepEqual(
          stopped.claims.map((c) => [c.to_encrypted, c.body_encrypted]).toSorted(),
          [["ciphertext of friend 1", "the notice"], ["ciphertext of friend 2", "the notice"]],
        );
        assert.deepEqual((await stop()).claims, []);

        const toStopped = await receive({
          from: "friend 2",
          to: second.participants[1]!.proxy_number,
        });
        assert.deepEqual([toStopped.outcome, toStopped.claims], ["opted_out", []]);
        const fromStopped = await receive({
          from: "stop",
          to: first.participants[0]!.proxy_number,
        });
        assert.deepEqual([fromStopped.outcome, fromStopped.claims, fromStopped.may_answer], [
          "opted_out",
          [],
          false,
        ]);
        const [forward] =
          await sql`select status from public.sms_forwards where message_id = ${toStopped.message_id}`;
        assert.equal(forward!.status, "suppressed");

        const start = await receive({
          from: "stop",
          to: first.participants[0]!.proxy_number,
          keyword: "opt_in",
        });
        assert.deepEqual([start.outcome, start.claims], ["opt_in", []]);
        const again = await receive({
          from: "friend 2",
          to: second.participants[1]!.proxy_number,
        });
        assert.deepEqual(again.claims.map((c) => c.to_encrypted), ["ciphertext of stop"]);
      },
    );

    await t.step("relays YES, except from somebody who has opted out", async () => {
      const { participants } = await createConversation(sql, [person("yes"), person("asks")]);
      const text = { from: "yes", to: participants[0]!.proxy_number };
      const yes = () => receive({ ...text, keyword: "opt_in_when_opted_out" });
      assert.equal((await yes()).outcome, "forwarded");
      await receive({ ...text, keyword: "opt_out" });
      assert.deepEqual([(await yes()).outcome, (await yes()).outcome], ["opt_in", "forwarded"]);
    });

    await t.step("never relays HELP", async () => {
      const { participants } = await createConversation(sql, [person("help"), person("helped")]);
      const help = await receive({
        from: "help",
        to: participants[0]!.proxy_number,
        keyword: "help",
      });
      assert.deepEqual([help.outcome, help.claims, help.may_answer], ["help", [], false]);
    });

    await t.step("stops a loop: the sender is one of our own numbers", async () => {
      const received = await receive({ from: "pool number 1", to: "+14155550100" });
      assert.deepEqual([received.outcome, received.claims, received.may_answer], [
        "loop",
        [],
        false,
      ]);
    });

    await t.step("limits the texts of one person an hour", async () => {
      const now = new Date();
      const { participants } = await createConversation(sql, [person("fast"), person("slow")], {
        now,
        expiresAt: null,
      });
      const text = { from: "fast", to: participants[0]!.proxy_number, maxPerHour: 2 };
      const outcomes = [];
      for (let n = 0; n < 3; n++) {
        outcomes.push((await receive({ ...text, now })).outcome);
      }
      outcomes.push(
        (await receive({ ...text, now: new Date(now.getTime() + HOUR) })).outcome,
      );
      assert.deepEqual(outcomes, ["forwarded", "forwarded", "rate_limited", "forwarded"]);
    });

    await t.step("relays no text in a conversation that is for calls", async () => {
      const { participants } = await createConversation(sql, [person("v"), person("w")], {
        mode: "voice",
      });
      assert.equal(
        (await receive({ from: "v", to: participants[0]!.proxy_number })).outcome,
        "blocked",
      );
    });
  } finally {
    await db.stop();
  }
});
