import assert from "node:assert/strict";
import { findUnprotected } from "../../../local/deploy/find_unprotected.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { applyRealtimeShape } from "../support/realtime_shape.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Signals of changes over Realtime", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const [ana, ben, cyd] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const names = { [ana]: "ana", [ben]: "ben", [cyd]: "cyd" };
  const people = () => [
    person("ana", { user_id: ana }),
    person("ben", { user_id: ben }),
  ];

  /** Who was signaled of what since the last question, once each, as "ana conversations". */
  const signals = async () => {
    const rows = await sql`with taken as (delete from realtime.messages returning *)
      select distinct topic, payload ->> 'kind' as kind from taken`;
    return rows.map(({ topic, kind }) => `${names[topic.replace("maskline:", "")]} ${kind}`)
      .toSorted();
  };
  const settle = (status: string) =>
    sql`update public.sms_forwards set status = ${status}, lease_expires_at = null, sent_at = now()`;

  try {
    await t.step("are not there without Realtime", async () => {
      await importNumbers(sql, 20);
      for (const id of [ana, ben, cyd]) {
        await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
      }
      await createConversation(sql, people());
      const triggers = await sql`
        select from pg_trigger where tgname like 'users_are_signaled%'`;
      assert.equal(triggers.length, 0);
      await applyRealtimeShape(sql);
      await sql`select masking.signal_changes()`;
      await sql`select masking.signal_changes()`;
      assert.deepEqual(await findUnprotected(sql), []);
    });

    await t.step("reach those who have a seat, and say no more than that", async () => {
      const { id } = await createConversation(sql, people());
      const [row] = await sql`select * from realtime.messages limit 1`;
      assert.deepEqual([row!.event, row!.private, row!.payload], [
        "change",
        true,
        { kind: "conversations", conversation_id: id },
      ]);
      assert.deepEqual(await signals(), ["ana conversations", "ben conversations"]);
      await createConversation(sql, [person("x"), person("y")]);
      assert.deepEqual(await signals(), []);
      await sql`update public.phone_conversations set last_interaction_at = now() where id = ${id}`;
      assert.deepEqual(await signals(), []);
      await sql`update public.phone_conversations set friendly_name = 'Ride' where id = ${id}`;
      assert.deepEqual(await signals(), ["ana conversations", "ben conversations"]);
    });

    await t.step("tell of a text, and of its delivery", async () => {
      const made = await createConversation(sql, people());
      await signals();
      const text = await receiveMessage(sql, {
        from: "ana",
        to: made.participants[0]!.proxy_number,
      });
      assert.equal(text.outcome, "forwarded");
      assert.deepEqual(await signals(), ["ana messages", "ben messages"]);
      await settle("delivered");
      assert.deepEqual(await signals(), ["ana messages", "ben messages"]);
      await settle("delivered");
      assert.deepEqual(await signals(), []);
      await sql`update public.sms_messages set body_encrypted = null, media = '[]'`;
      assert.deepEqual(await signals(), []);
    });

    await t.step("tell nobody of what is not for their eyes", async () => {
      const group = await createConversation(sql, [
        ...people(),
        person("cyd", { user_id: cyd }),
      ]);
      const to = group.participants[0]!.proxy_number;
      await signals();
      await receiveMessage(sql, { from: "ana", to, keyword: "mute" });
      // Of the answer, which is hers alone; the keyword itself nobody gets to see.
      assert.deepEqual(await signals(), ["ana messages"]);
      await receiveMessage(sql, { from: "ana", to: group.participants[0]!.proxy_number });
      assert.deepEqual(await signals(), ["ana messages", "ben messages", "cyd messages"]);
      await settle("delivered");
      assert.deepEqual(await signals(), ["ana messages"]);
      const [only] = await sql`select id from public.phone_conversation_participants
        where conversation_id = ${group.id} and user_id = ${ben}`;
      await sql`
        insert into public.sms_messages (conversation_id, sender_participant_id, direction,
          only_to_participant_id, outcome)
        values (${group.id}, ${group.participants[0]!.id}, 'outbound', ${only!.id}, 'forwarded')`;
      assert.deepEqual(await signals(), ["ana messages", "ben messages"]);
    });

    await t.step("tell those who go, and those who stay", async () => {
      const group = await createConversation(sql, [
        ...people(),
        person("cyd", { user_id: cyd }),
      ]);
      await signals();
      const seat = group.participants.find(({ user_id }) => user_id === cyd)!;
      await sql`select masking.remove_participant(
        conversation_id => ${group.id}, participant_id => ${seat.id}, viewer_id => ${cyd})`;
      assert.deepEqual(
        (await signals()).filter((signal) => signal.endsWith("conversations")),
        ["ana conversations", "ben conversations", "cyd conversations"],
      );
      await sql`update public.phone_conversations set friendly_name = 'Two' where id = ${group.id}`;
      assert.deepEqual(await signals(), ["ana conversations", "ben conversations"]);
    });

    await t.step("tell users of their own numbers", async () => {
      await sql`
        insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted)
        values (${ana}, 'hash', 'ciphertext')`;
      assert.deepEqual(await signals(), ["ana phone_numbers"]);
      await sql`update public.user_phone_numbers set verification_attempts = 1`;
      assert.deepEqual(await signals(), []);
      await sql`delete from public.user_phone_numbers where user_id = ${ana}`;
      assert.deepEqual(await signals(), ["ana phone_numbers"]);
    });

    await t.step("are heard by those whom they are for alone", async () => {
      const heard = (role: string, user: string, topic: string) =>
        sql.begin(async (tx) => {
          const claims = JSON.stringify({ sub: user, role });
          await tx`select set_config('request.jwt.claims', ${claims}, true),
            set_config('realtime.topic', ${topic}, true)`;
          await tx`insert into realtime.messages (topic, extension) values (${topic}, 'broadcast')`;
          await tx.unsafe(`set local role ${role}`);
          return (await tx`select from realtime.messages`).length > 0;
        });
      assert.equal(await heard("authenticated", ana, `maskline:${ana}`), true);
      assert.equal(await heard("authenticated", ana, `maskline:${ben}`), false);
      assert.equal(await heard("anon", ana, `maskline:${ana}`), false);
    });

    await t.step("hold up nothing when Realtime fails", async () => {
      const made = await createConversation(sql, people());
      await sql`drop function realtime.send(jsonb, text, text, boolean)`;
      const text = await receiveMessage(sql, {
        from: "ana",
        to: made.participants[0]!.proxy_number,
      });
      assert.equal(text.outcome, "forwarded");
    });
  } finally {
    await db.stop();
  }
});
