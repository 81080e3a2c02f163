import assert from "node:assert/strict";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("BLOCK and REPORT", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const conversation = async (id: string) =>
    (await sql`select * from public.phone_conversations where id = ${id}`)[0]!;
  const say = (
    keyword: string,
    from: string,
    to: string,
    more: { sid?: string; now?: Date } = {},
  ) => receiveMessage(sql, { from, to, keyword, ...more });
  const told = (received: Awaited<ReturnType<typeof say>>) =>
    received.claims.map((claim) => [claim.to_encrypted, claim.body_encrypted]);
  const view = async (id: string, viewer: string | null = null) =>
    (await sql`select masking.conversation_view(${id}, ${viewer}) as view`)[0]!.view;
  try {
    await importNumbers(sql, 6);

    await t.step("BLOCK ends the conversation, tells the other once and answers once", async () => {
      const { id, participants: [a] } = await createConversation(sql, [person("a"), person("b")]);
      const blocked = await say("block", "a", a!.proxy_number, { sid: "SMblock" });
      assert.equal(blocked.outcome, "block");
      assert.deepEqual(told(blocked), [
        ["ciphertext of b", "the notice"],
        ["ciphertext of a", "the answer"],
      ]);
      const { status, closed_reason, blocked_at, reported_at, frozen_at } = await conversation(id);
      assert.deepEqual([status, closed_reason, reported_at, frozen_at], [
        "closed",
        "participant",
        null,
        null,
      ]);
      assert.ok(blocked_at);

      const repeated = await say("block", "a", a!.proxy_number, { sid: "SMblock" });
      assert.deepEqual([repeated.outcome, repeated.claims], ["duplicate", []]);
      const again = await say("block", "a", a!.proxy_number);
      assert.deepEqual([again.outcome, again.claims], ["block", []]);
    });

    await t.step("the app sees it, the people's own view does not", async () => {
      const { conversation_id } = (await sql`select conversation_id from public.phone_blocks`)[0]!;
      assert.equal((await view(conversation_id)).blocked, true);
      const seen = await view(conversation_id, crypto.randomUUID());
      for (const member of ["blocked", "reported_at", "frozen_at"]) {
        assert.equal(member in seen, false, member);
      }
    });

    await t.step("the two are not connected again, in any way, until it is lifted", async () => {
      const { conversation_id: id } =
        (await sql`select conversation_id from public.phone_blocks`)[0]!;
      const create = (...names: string[]) => createConversation(sql, names.map((n) => person(n)));
      const open = () =>
        sql`select masking.update_conversation(${id}, null, '{"status":"active"}', now() + interval '1 day')`;
      const trio = await create("a", "c", "d");
      const add = (name: string) =>
        sql`select masking.add_participant(${trio.id}, ${
          sql.json(person(name))
        }, 'any', null, null)`;
      const move = () =>
        sql`select masking.change_participant_phone(${trio.id}, ${
          trio.participants[1]!.id
        }, 'hash of b', 'ciphertext of b')`;
      for (const attempt of [create("a", "b"), create("c", "b", "a"), open(), add("b"), move()]) {
        assert.equal(await sqlstate(attempt), "MSKBL");
      }
      await create("b", "c");

      await sql`select masking.lift_block(${id}, 'service:default')`;
      assert.equal((await view(id)).blocked, false);
      assert.equal(
        await sqlstate(sql`select masking.lift_block(${id}, 'service:default')`),
        "MSKBN",
      );
      assert.equal(
        await sqlstate(sql`select masking.lift_block(${crypto.randomUUID()}, 'service:default')`),
        "MSKCN",
      );
      await open();
      const [row] = await sql`select actor, subject, details from public.access_audit`;
      assert.deepEqual(row, { actor: "service:default", subject: id, details: { lifted: 1 } });
    });

    await t.step("in a group only who says it leaves, barred from all the others", async () => {
      const group = await createConversation(sql, [person("g"), person("h"), person("i")]);
      const left = await say("block", "g", group.participants[0]!.proxy_number);
      assert.deepEqual(told(left), [["ciphertext of g", "the answer"]]);
      assert.equal((await conversation(group.id)).status, "active");
      const [, h] = group.participants;
      const text = await receiveMessage(sql, { from: "h", to: h!.proxy_number });
      assert.deepEqual(text.claims.map((c) => c.to_encrypted), ["ciphertext of i"]);
      const late = await receiveMessage(sql, {
        from: "g",
        to: group.participants[0]!.proxy_number,
      });
      assert.equal(late.outcome, "conversation_closed");
      for (const other of ["h", "i"]) {
        assert.equal(
          await sqlstate(createConversation(sql, [person("g"), person(other)])),
          "MSKBL",
        );
      }
    });

    await t.step(
      "every conversation of the two ends, and what waits for the one is dropped",
      async () => {
        const first = await createConversation(sql, [person("k"), person("l")]);
        const second = await createConversation(sql, [person("k"), person("l")]);
        const other = await createConversation(sql, [person("k"), person("m")]);
        const l = second.participants[1]!.proxy_number;
        const [claim] = (await receiveMessage(sql, { from: "l", to: l })).claims;
        const waits = await receiveMessage(sql, { from: "l", to: l });
        const blocked = await say("block", "k", first.participants[0]!.proxy_number);
        assert.deepEqual(told(blocked), [
          ["ciphertext of l", "the notice"],
          ["ciphertext of l", "the notice"],
          ["ciphertext of k", "the answer"],
        ]);
        assert.deepEqual(
          [
            (await conversation(first.id)).status,
            (await conversation(second.id)).status,
            (await conversation(other.id)).status,
          ],
          ["closed", "closed", "active"],
        );
        const [dropped] =
          await sql`select status from public.sms_forwards where message_id = ${waits.message_id}`;
        assert.equal(dropped!.status, "suppressed");
        assert.ok(claim);
      },
    );

    await t.step("REPORT does it too, and freezes the texts against retention", async () => {
      const made = await createConversation(sql, [person("o"), person("p")]);
      const [o, p] = made.participants;
      await receiveMessage(sql, { from: "p", to: p!.proxy_number, body: "evidence" });
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null`;
      const redact = async () =>
        (await sql`select masking.redact_bodies(100, now() + interval '1 hour')`) &&
        (await sql`
          select count(*)::int as kept from public.sms_messages
          where conversation_id = ${made.id} and body_encrypted = 'evidence'`)[0]!.kept;
      const reported = await say("report", "o", o!.proxy_number);
      assert.equal(reported.outcome, "report");
      assert.deepEqual(told(reported), [
        ["ciphertext of p", "the notice"],
        ["ciphertext of o", "the answer"],
      ]);
      const { blocked_at, reported_at, frozen_at } = await conversation(made.id);
      assert.ok(blocked_at && reported_at && frozen_at);
      assert.deepEqual((await say("report", "o", o!.proxy_number)).claims, []);
      assert.equal(await redact(), 1);

      await sql`select masking.lift_freeze(${made.id}, 'service:default')`;
      assert.equal(await sqlstate(sql`select masking.lift_freeze(${made.id}, 'x')`), "MSKFZ");
      assert.equal(await redact(), 0);
      assert.deepEqual((await conversation(made.id)).reported_at, reported_at);
    });

    await t.step("REPORT after BLOCK, or after the end, is heard as well", async () => {
      const made = await createConversation(sql, [person("q"), person("r")]);
      const number = made.participants[0]!.proxy_number;
      await say("block", "q", number);
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null`;
      const reported = await say("report", "q", number);
      assert.deepEqual(told(reported), [["ciphertext of q", "the answer"]]);
      assert.ok((await conversation(made.id)).frozen_at);

      const over = await createConversation(sql, [person("s"), person("t")]);
      await sql`select masking.update_conversation(${over.id}, null, '{"status":"closed"}', null)`;
      const late = await say("block", "s", over.participants[0]!.proxy_number);
      assert.deepEqual(told(late), [["ciphertext of s", "the answer"]]);
      assert.equal((await conversation(over.id)).closed_reason, "api");
    });

    await t.step("somebody who has opted out is heard, and not answered", async () => {
      const made = await createConversation(sql, [person("u"), person("v")]);
      const number = made.participants[0]!.proxy_number;
      await say("opt_out", "u", number);
      const blocked = await say("block", "u", number);
      assert.deepEqual([blocked.outcome, blocked.claims], ["block", []]);
      assert.equal((await conversation(made.id)).status, "closed");
    });

    await t.step("from somebody without a conversation it is a text like any other", async () => {
      const received = await say("block", "stranger", "+14155550100");
      assert.equal(received.outcome, "no_conversation");
    });
  } finally {
    await db.stop();
  }
});
