import assert from "node:assert/strict";
import { answerCall, receiveCall, recordCallStatus } from "../support/calls.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Event = { type: string; conversation_id: string; data: Record<string, unknown> };

Deno.test("The app is told", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  /** What was stored since the last time, in order. */
  const told = async () => {
    const events = await sql<Event[]>`
      with gone as (delete from public.outgoing_events e returning e.*, masking.event_data(e) as shown)
      select type, conversation_id, shown as data from gone order by position`;
    return events.map(({ type, conversation_id, data }) => {
      assert.equal(data.conversation_id, conversation_id);
      return { type, ...data } as { type: string } & Record<string, unknown>;
    });
  };
  const types = async () => (await told()).map(({ type }) => type);
  const send = (
    claim: { forward_id: string; attempt: number } | undefined,
    result: string,
    code: string | null = null,
  ) =>
    sql`
      select masking.record_send(${claim!.forward_id}, ${claim!.attempt}, ${result}, ${
      sql.json(result === "sent" ? [`SM-${claim!.forward_id}`] : [])
    }, ${code}, null, '{"default": "the notice"}')`;
  const status = (forwardId: string, status: string) =>
    sql`
      select masking.record_status(${forwardId}, ${`SM-${forwardId}`}, ${status}, '30003', '{"default": "the notice"}')`;
  const update = (id: string, changes: Record<string, string>) =>
    sql`
      select masking.update_conversation(${id}, null, ${sql.json(changes)}, ${new Date(
      Date.now() + 3_600_000,
    )})`;
  try {
    await importNumbers(sql, 12);

    await t.step("nothing, and nothing is stored, while no receiver is set", async () => {
      const { id, participants } = await createConversation(sql, [person("a"), person("b")]);
      const { claims } = await receiveMessage(sql, {
        from: "a",
        to: participants[0]!.proxy_number,
      });
      await send(claims[0], "sent");
      await update(id, { status: "closed" });
      assert.deepEqual(await told(), []);
      await sql`select masking.switch_events(true)`;
    });

    await t.step("of a conversation made, ended and opened again, and who is in it", async () => {
      const conversation = await createConversation(sql, [
        person("c", { label: "Driver" }),
        person("d", { label: "Rider" }),
      ]);
      const { id, masked_number, participants } = conversation;
      const [created, ...more] = await told();
      assert.deepEqual([created!.type, created!.mode, created!.masked_number, more], [
        "conversation.created",
        "message",
        masked_number,
        [],
      ]);
      assert.deepEqual(
        created!.participants,
        participants.map(({ id, user_id, label, proxy_number }) => ({
          id,
          user_id,
          label,
          proxy_number,
        })),
      );
      await update(id, { status: "closed" });
      await update(id, { status: "active" });
      assert.deepEqual(await told(), [
        { type: "conversation.closed", conversation_id: id, status: "closed", reason: "api" },
        { type: "conversation.reopened", conversation_id: id, status: "active" },
      ]);
      await update(id, { friendly_name: "x" });
      assert.deepEqual(await told(), []);
    });

    await t.step("of a number that was replaced, for each who had it", async () => {
      const { id, masked_number } = await createConversation(sql, [
        person("moved 1", { label: "Driver" }),
        person("moved 2"),
      ]);
      await told();
      await sql`
        select masking.replace_number(
          ${masked_number}, 'any', null, '{"default": "the notice"}', '00000000-0000-0000-0000-000000000000', 100)`;
      const [view] = await sql`select masking.conversation_view(${id}, null) as view`;
      const { participants, masked_number: now } = view!.view;
      assert.notEqual(now, masked_number);
      assert.deepEqual(
        (await told()).filter(({ conversation_id }) => conversation_id === id),
        participants.map((seat: { id: string; label: string; proxy_number: string }) => ({
          type: "conversation.number_replaced",
          conversation_id: id,
          participant: { id: seat.id, user_id: null, label: seat.label },
          replaced_number: masked_number,
          proxy_number: seat.proxy_number,
          masked_number: now,
        })),
      );
    });

    await t.step("of every other way to end: the clock, a removal, an erasure", async () => {
      const now = new Date();
      const soon = new Date(now.getTime() + 1000);
      const later = new Date(now.getTime() + 5000);
      await createConversation(sql, [person("e"), person("f")], { expiresAt: soon });
      await createConversation(sql, [person("g"), person("h")], { idleSeconds: 2 });
      const left = await createConversation(sql, [person("i"), person("j")]);
      await createConversation(sql, [person("k"), person("l")]);
      await told();
      // As cron runs it.
      await sql`select masking.close_and_release(${later})`;
      assert.deepEqual((await told()).map(({ reason }) => reason).toSorted(), ["expired", "idle"]);
      await sql`select masking.remove_participant(${left.id}, ${left.participants[0]!.id}, null)`;
      assert.deepEqual((await told()).map(({ reason }) => reason), ["participant"]);
      await sql`
        select masking.erase_person('service:test', 'hash of k', null, 'subject', '[]', '[]')`;
      assert.deepEqual((await told()).map(({ reason }) => reason), ["erased"]);
    });

    await t.step(
      "of a text relayed, failed at once, failed later, and one that was late",
      async () => {
        const { id, participants: [m, n] } = await createConversation(sql, [
          person("m", { label: "Driver" }),
          person("n", { label: "Rider" }),
        ]);
        await told();
        const text = () => receiveMessage(sql, { from: "m", to: m!.proxy_number });
        const who = (seat: typeof m) => ({ id: seat!.id, user_id: null, label: seat!.label });
        const first = await text();
        assert.deepEqual(await types(), []);
        await send(first.claims[0], "sent");
        const relayed = {
          type: "message.relayed",
          conversation_id: id,
          message_id: first.message_id,
          forward_id: first.claims[0]!.forward_id,
          part: 1,
          parts: 1,
          status: "sent",
          sender: who(m),
          recipient: who(n),
        };
        assert.deepEqual(await told(), [relayed]);
        await status(first.claims[0]!.forward_id, "delivered");
        assert.deepEqual(await told(), []);

        const second = await text();
        await send(second.claims[0], "sent");
        await status(second.claims[0]!.forward_id, "undelivered");
        const third = await text();
        await send(third.claims[0], "failed", "21211");
        assert.deepEqual((await told()).map(({ type, status, reason }) => [type, status, reason]), [
          ["message.relayed", "sent", undefined],
          ["message.failed", "undelivered", "30003"],
          ["message.failed", "failed", "21211"],
        ]);

        await update(id, { status: "closed" });
        const late = await text();
        assert.deepEqual((await told()).at(-1), {
          type: "message.late",
          conversation_id: id,
          message_id: late.message_id,
          participant: who(m),
        });
      },
    );

    await t.step("of STOP and START, in each live conversation of the person", async () => {
      const live = [
        await createConversation(sql, [person("o"), person("p")]),
        await createConversation(sql, [person("o"), person("q")]),
      ];
      const ended = await createConversation(sql, [person("o"), person("r")]);
      await update(ended.id, { status: "closed" });
      await told();
      const to = live[0]!.participants[0]!.proxy_number;
      await receiveMessage(sql, { from: "o", to, keyword: "opt_out" });
      const optedOut = await told();
      const whose = ({ participant }: typeof optedOut[number]) =>
        (participant as { id: string }).id;
      assert.deepEqual(
        optedOut.map(({ type, source }) => [type, source]),
        live.map(() => ["participant.opted_out", "keyword"]),
      );
      assert.deepEqual(
        optedOut.map(whose).toSorted(),
        live.map(({ participants: [o] }) => o!.id).toSorted(),
      );
      await receiveMessage(sql, { from: "o", to, keyword: "opt_out" });
      assert.deepEqual(await told(), []);

      // What reaches nobody for that reason is told as well.
      await receiveMessage(sql, { from: "p", to: live[0]!.participants[1]!.proxy_number });
      assert.deepEqual((await told()).map(({ type, status, reason }) => [type, status, reason]), [
        ["message.failed", "suppressed", "not_wanted"],
      ]);
      await receiveMessage(sql, { from: "o", to, keyword: "opt_in" });
      assert.deepEqual(await types(), ["participant.opted_in", "participant.opted_in"]);
      await sql`
        select masking.stop_texting('hash of stranger', 'ciphertext', 'carrier', '{"default": "the notice"}')`;
      assert.deepEqual(await told(), []);
    });

    await t.step("nothing of what a muted person does not get", async () => {
      const { participants: [s, u] } = await createConversation(sql, [
        person("s"),
        person("t"),
        person("u"),
      ]);
      await receiveMessage(sql, { from: "s", to: s!.proxy_number, keyword: "mute" });
      await told();
      await receiveMessage(sql, { from: "t", to: u!.proxy_number });
      assert.deepEqual(await told(), []);
    });

    await t.step("of each line of a call when it has ended, once", async () => {
      const { id, participants: [v, w] } = await createConversation(
        sql,
        [person("v"), person("w")],
        { mode: "voice" },
      );
      await told();
      const { call_id, legs: [leg] } = await receiveCall(sql, {
        from: "v",
        to: v!.proxy_number,
        sid: "CAevents",
      });
      await answerCall(sql, leg!.call_id, "CAleg", true);
      for (let twice = 0; twice < 2; twice++) {
        await recordCallStatus(sql, leg!.call_id, "CAleg", "completed");
        await recordCallStatus(sql, null, "CAevents", "completed");
      }
      const line = {
        type: "call.ended",
        conversation_id: id,
        status: "completed",
        refusal_reason: null,
      };
      assert.deepEqual(await told(), [
        {
          ...line,
          call_id: leg!.call_id,
          parent_id: call_id,
          direction: "outbound",
          outcome: null,
          duration_seconds: 1,
          participant: { id: w!.id, user_id: null, label: null },
        },
        {
          ...line,
          call_id,
          parent_id: null,
          direction: "inbound",
          outcome: "bridge",
          duration_seconds: 1,
          participant: { id: v!.id, user_id: null, label: null },
        },
      ]);
    });

    await t.step("with nothing of a person who was erased meanwhile but the id", async () => {
      const userId = crypto.randomUUID();
      await sql`insert into auth.users (id, email) values (${userId}, 'x@example.com')`;
      const { participants: [x] } = await createConversation(sql, [
        person("x", { label: "Xenia", user_id: userId }),
        person("y", { label: "Ysolde" }),
      ]);
      const { claims } = await receiveMessage(sql, { from: "x", to: x!.proxy_number });
      await send(claims[0], "sent");
      await sql`
        select masking.erase_person('service:test', null, ${userId}, 'subject', '[]', '[]')`;
      const stored = await sql`select to_jsonb(e)::text as row from public.outgoing_events e`;
      assert.ok(stored.every(({ row }) => !row.includes("Xenia") && !row.includes(userId)));
      const [created, relayed] = await told();
      const nobody = { id: x!.id, user_id: null, label: null };
      assert.deepEqual(relayed!.sender, nobody);
      assert.deepEqual(
        (created!.participants as { label: string | null }[]).map(({ label }) => label),
        [null, "Ysolde"],
      );
    });

    await t.step("nothing once no receiver is set any more", async () => {
      await sql`select masking.switch_events(false)`;
      await createConversation(sql, [person("z"), person("aa")]);
      assert.deepEqual(await told(), []);
    });
  } finally {
    await db.stop();
  }
});
