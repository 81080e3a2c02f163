import assert from "node:assert/strict";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Replaced = {
  moved: number;
  not_moved: string[];
  last_id: string | null;
  conversations_left: number;
  claims: { forward_id: string; from: string; to_encrypted: string; body_encrypted: string }[];
};

Deno.test("Replacing a number", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const replace = async (
    number: string,
    options: { overlap?: number; afterId?: string; maxCount?: number; when?: Date } = {},
  ) => {
    const when = options.when ?? now;
    await sql`select masking.set_number_status(number => ${number}, status => 'draining', now => ${when})`;
    const [row] = await sql<Replaced[]>`
      select * from masking.replace_number(
        number => ${number}, geo_match => 'country', overlap => make_interval(secs => ${
      options.overlap ?? null
    }),
        notice_encrypted => '{"default": "moved"}', after_id => ${
      options.afterId ?? "00000000-0000-0000-0000-000000000000"
    },
        max_count => ${options.maxCount ?? 100}, now => ${when})`;
    return row!;
  };
  const proxies = async (id: string) =>
    (await sql`
      select proxy_number from public.phone_conversation_participants
      where conversation_id = ${id} and left_at is null order by position`).map((row) =>
      row.proxy_number as string
    );
  const lend = async (...numbers: string[]) => {
    await sql`update public.phone_number_pool set status = 'draining'`;
    await sql`update public.phone_number_pool set status = 'active' where number = any (${numbers})`;
  };
  try {
    const pool = await importNumbers(sql, 6);
    const [bad, good, other] = pool as [string, string, string];

    await t.step(
      "moves everybody to one number, tells each once, and both numbers lead to the same seats",
      async () => {
        await lend(bad);
        const { id, participants } = await createConversation(sql, [person("a"), person("b")], {
          now,
        });
        await lend(good);
        const replaced = await replace(bad);
        assert.deepEqual([replaced.moved, replaced.not_moved, replaced.conversations_left], [
          1,
          [],
          0,
        ]);
        assert.deepEqual(
          replaced.claims.map((claim) => [claim.from, claim.to_encrypted, claim.body_encrypted])
            .toSorted(),
          [[good, "ciphertext of a", "moved"], [good, "ciphertext of b", "moved"]],
        );
        assert.deepEqual(await proxies(id), [good, good]);
        const [view] = await sql`select masking.conversation_view(${id}, null) as view`;
        assert.equal(view!.view.masked_number, good);
        assert.deepEqual(
          view!.view.participants.map((p: { id: string }) => p.id),
          participants.map((p) => p.id),
        );

        for (const to of [bad, good]) {
          const received = await receiveMessage(sql, { from: "a", to, now: at(1) });
          assert.deepEqual([received.outcome, received.conversation_id], ["forwarded", id]);
          const [message] =
            await sql`select sender_participant_id from public.sms_messages where id = ${received.message_id}`;
          assert.equal(message!.sender_participant_id, participants[0]!.id);
        }
        assert.deepEqual([(await replace(bad)).moved, (await replace(bad)).claims], [0, []]);
      },
    );

    await t.step("what waits goes out from the new number, in its order", async () => {
      await lend(bad);
      const { participants, id } = await createConversation(sql, [person("q"), person("r")], {
        now,
      });
      const [first] = (await receiveMessage(sql, { from: "q", to: bad, body: "1", now })).claims;
      await receiveMessage(sql, { from: "q", to: bad, body: "2", now });
      await lend(good);
      await replace(bad);
      const [claimed] = await sql`
        select masking.record_send(${
        first!.forward_id
      }, 1, 'retry', '[]', '20429', null, null, ${now}) as claims`;
      assert.deepEqual(
        claimed!.claims.map((
          claim: { from: string; sent_from: { number: string }[]; body_encrypted: string },
        ) => [
          claim.from,
          claim.sent_from.map(({ number }) => number),
          claim.body_encrypted,
        ]),
        [[good, [good], "1"]],
      );
      assert.equal(participants.length, 2);
      const rows = await sql`
        select m.body_encrypted as body from public.sms_forwards f join public.sms_messages m on m.id = f.message_id
        where f.conversation_id = ${id} and f.recipient_participant_id = ${participants[1]!.id}
        order by f.position`;
      assert.deepEqual(rows.map((row) => row.body), ["1", "2", "moved"]);
    });

    await t.step(
      "what may have been sent from the old number is looked up under both",
      async () => {
        await lend(bad);
        await createConversation(sql, [person("s"), person("t")], { now });
        const [claim] = (await receiveMessage(sql, { from: "s", to: bad, now })).claims;
        await lend(good);
        await replace(bad);
        const [claimed] = await sql`
          select masking.record_send(${
          claim!.forward_id
        }, 1, 'unknown', '[]', 'TIMEOUT', ${now}, null, ${now}) as claims`;
        const [again] = claimed!.claims;
        const numbers = again.sent_from.map((one: { number: string }) => one.number);
        assert.deepEqual([again.reconcile, again.from, numbers], [true, good, [good, bad]]);
      },
    );

    await t.step("each keeps to a number of its own where none is free for all", async () => {
      await lend(bad);
      const { id } = await createConversation(sql, [person("c"), person("d")], { now });
      await lend(good);
      await createConversation(sql, [person("c"), person("x")], { now });
      await lend(other);
      await createConversation(sql, [person("d"), person("y")], { now });
      await lend(good, other);
      assert.equal((await replace(bad)).moved, 1);
      assert.deepEqual(await proxies(id), [other, good]);
      const [view] = await sql`select masking.conversation_view(${id}, null) as view`;
      assert.equal(view!.view.masked_number, null);
    });

    await t.step(
      "leaves whole what no number is free for, names it, and goes on with the others",
      async () => {
        await lend(bad);
        const stuck = await createConversation(sql, [person("e"), person("f")], { now });
        const free = await createConversation(sql, [person("g"), person("h")], { now });
        await lend(good);
        await createConversation(sql, [person("f"), person("z")], { now });
        const replaced = await replace(bad);
        assert.deepEqual([replaced.moved, replaced.not_moved, replaced.conversations_left], [
          1,
          [stuck.id],
          1,
        ]);
        assert.deepEqual([await proxies(stuck.id), await proxies(free.id)], [[bad, bad], [
          good,
          good,
        ]]);
        assert.equal((await receiveMessage(sql, { from: "e", to: bad, now })).outcome, "forwarded");
        await lend(good, other);
        assert.equal((await replace(bad)).moved, 1);
      },
    );

    await t.step("goes through thousands in batches, each once", async () => {
      await lend(bad);
      for (let n = 0; n < 7; n++) {
        await createConversation(sql, [person(`many ${n}`), person(`many' ${n}`)], { now });
      }
      await lend(good);
      let moved = 0;
      let afterId: string | null = "00000000-0000-0000-0000-000000000000";
      let batches = 0;
      for (; afterId !== null; batches++) {
        const batch: Replaced = await replace(bad, { afterId, maxCount: 3 });
        moved += batch.moved;
        assert.equal(batch.claims.length, 2 * batch.moved);
        afterId = batch.last_id;
      }
      assert.deepEqual([moved, batches], [7, 3]);
    });

    await t.step(
      "the old number leads to the conversation until the overlap is over, then to nobody",
      async () => {
        await lend(bad);
        const { id } = await createConversation(sql, [person("k"), person("l")], {
          now,
          expiresAt: null,
        });
        await lend(good);
        await replace(bad, { overlap: 60 });
        const text = (when: Date) => receiveMessage(sql, { from: "k", to: bad, now: when });
        await sql`select masking.release_bindings(100, ${at(59)})`;
        assert.equal((await text(at(59))).outcome, "forwarded");
        await sql`select masking.release_bindings(100, ${at(60)})`;
        assert.equal((await text(at(60))).outcome, "no_conversation");
        assert.deepEqual(await proxies(id), [good, good]);
      },
    );

    await t.step("who has left, or changed phone, does not speak by the old number", async () => {
      await lend(bad);
      const { id, participants } = await createConversation(sql, [
        person("m"),
        person("n"),
        person("o"),
      ], { now });
      await lend(good);
      await replace(bad);
      await sql`select masking.change_participant_phone(${id}, ${
        participants[0]!.id
      }, 'hash of m2', 'e', ${at(1)})`;
      await sql`select masking.remove_participant(${id}, ${participants[1]!.id}, null, ${at(1)})`;
      const outcome = async (from: string) =>
        (await receiveMessage(sql, { from, to: bad, now: at(2) })).outcome;
      assert.deepEqual([await outcome("m"), await outcome("n"), await outcome("o")], [
        "conversation_closed",
        "conversation_closed",
        "forwarded",
      ]);
    });

    await t.step("moves only what is live, and calls need no notice", async () => {
      await lend(bad);
      const ended = await createConversation(sql, [person("u"), person("v")], {
        now,
        expiresAt: at(10),
      });
      const calls = await createConversation(sql, [person("w"), person("w2")], {
        now,
        expiresAt: at(1000),
        mode: "voice",
      });
      await lend(good);
      const replaced = await replace(bad, { when: at(11) });
      assert.deepEqual([replaced.moved, replaced.claims], [1, []]);
      assert.deepEqual([await proxies(ended.id), await proxies(calls.id)], [[bad, bad], [
        good,
        good,
      ]]);
    });

    await t.step("BLOCK by the old number ends the conversation", async () => {
      await lend(bad);
      const { id } = await createConversation(sql, [person("p"), person("p2")], { now });
      await lend(good);
      await replace(bad);
      await receiveMessage(sql, { from: "p", to: bad, keyword: "block", now });
      const [row] = await sql`select status from public.phone_conversations where id = ${id}`;
      assert.equal(row!.status, "closed");
    });

    await t.step("replaced twice, all three numbers lead to the same seat", async () => {
      await lend(bad);
      const { id, participants } = await createConversation(sql, [person("y1"), person("y2")], {
        now,
      });
      await lend(good);
      await replace(bad);
      await lend(other);
      await replace(good);
      assert.deepEqual(await proxies(id), [other, other]);
      for (const to of [bad, good, other]) {
        const received = await receiveMessage(sql, { from: "y1", to, now: at(1) });
        const [message] =
          await sql`select sender_participant_id from public.sms_messages where id = ${received.message_id}`;
        assert.equal(message!.sender_participant_id, participants[0]!.id);
      }
    });

    await t.step("an erased person is reached by neither number", async () => {
      await lend(bad);
      await createConversation(sql, [person("z1"), person("z2"), person("z3")], { now });
      await lend(good);
      await replace(bad);
      await sql`select masking.erase_person('service:test', 'hash of z1', null, 'subject', '[]', '[]', ${
        at(1)
      })`;
      for (const to of [bad, good]) {
        assert.equal(
          (await receiveMessage(sql, { from: "z1", to, now: at(2) })).outcome,
          "no_conversation",
        );
      }
      assert.equal(
        (await receiveMessage(sql, { from: "z2", to: bad, now: at(2) })).outcome,
        "forwarded",
      );
    });

    await t.step("a number is given back only after its last cooldown", async () => {
      await sql`update public.phone_conversation_participants set cooldown_until = ${now}, released_at = ${now}
        where released_at is null`;
      await lend(bad);
      await createConversation(sql, [person("1"), person("2")], { now, expiresAt: null });
      await lend(good);
      const claim = async (when: Date) =>
        (await sql`select number from masking.claim_number_releases('twilio', 10, ${when})`).map((
          row,
        ) => row.number);
      await sql`select masking.request_release(${bad}, ${now})`;
      assert.deepEqual(await claim(now), []);
      await replace(bad, { overlap: 60 });
      assert.deepEqual(await claim(at(61)), []);
      await sql`select masking.release_bindings(100, ${at(61)})`;
      assert.deepEqual([await claim(at(61)), await claim(at(62))], [[bad], [bad]]);
      assert.equal(
        await sqlstate(sql`select masking.set_number_status(${bad}, 'active')`),
        "MSKNN",
      );
      await importNumbers(sql, 1);
      const status = async () =>
        (await sql`select status, phone_hash, released_at from public.phone_number_pool where number = ${bad}`)[
          0
        ]!;
      assert.equal((await status()).status, "retired");
      await sql`select masking.settle_number_release(${bad}, ${at(62)})`;
      assert.deepEqual({ ...await status() }, {
        status: "retired",
        phone_hash: null,
        released_at: at(62),
      });
      assert.deepEqual(await claim(at(63)), []);
      assert.equal(
        await sqlstate(sql`select masking.request_release(${bad})`),
        "MSKNN",
      );

      // Whoever has the number now is a person as any other; and it may be bought again.
      assert.equal(
        (await receiveMessage(sql, { from: "pool number 0", to: good, now })).outcome,
        "no_conversation",
      );
      await importNumbers(sql, 1);
      assert.deepEqual([(await status()).status, (await status()).released_at], ["active", null]);
    });

    await t.step("a request for its release is taken back by lending it again", async () => {
      await sql`select masking.request_release(${other}, ${now})`;
      await sql`select masking.set_number_status(${other}, 'active', ${now})`;
      assert.deepEqual(
        [...await sql`select number from masking.claim_number_releases('twilio', 10, ${now})`],
        [],
      );
    });
  } finally {
    await db.stop();
  }
});
