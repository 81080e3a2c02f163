import assert from "node:assert/strict";
import { measureText } from "../../functions/_shared/carrier/measure_text.ts";
import { readMention } from "../../functions/_shared/routing/read_mention.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Claims = Awaited<ReturnType<typeof receiveMessage>>["claims"];

Deno.test("A group", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  let turn = 0;
  /** A new group of people a, b, c, …; the last names are theirs. */
  const group = async (
    labels: (string | null)[],
    more: Parameters<typeof createConversation>[2] = {},
  ) => {
    turn++;
    await sql`delete from public.phone_number_pace`;
    const names = labels.map((_, index) => `${"abcdefgh"[index]} of ${turn}`);
    const made = await createConversation(
      sql,
      names.map((name, index) => person(name, { label: labels[index] })),
      more,
    );
    return {
      ...made,
      names,
      labels: made.participants.map(({ label }) => label),
      say: async (who: number, body: string, keyword: string | null = null, more = {}) =>
        await receiveMessage(sql, {
          from: names[who]!,
          to: made.participants[who]!.proxy_number,
          body,
          keyword,
          ...measureText(body),
          mention: await readMention(body),
          ...more,
        }),
    };
  };
  const told = (claims: Claims) =>
    claims.map((claim) => [claim.to_encrypted.at(14), claim.prefix + claim.body_encrypted])
      .toSorted();
  const labelsOf = async (id: string) =>
    (await sql`select label from public.phone_conversation_participants
      where conversation_id = ${id} and left_at is null order by position`).map(({ label }) =>
      label
    );
  const add = (id: string, name: string, label: string | null = null) =>
    sql`select masking.add_participant(${id}, ${
      sql.json(person(name, { label }))
    }, 'country', null, null)`;
  const sent = async ({ forward_id, attempt }: Claims[number], sid: string) =>
    (await sql<{ claims: Claims }[]>`select masking.record_send(
      ${forward_id}, ${attempt}, 'sent', ${sql.json([sid])}, null, null, null) as claims`)[0]!
      .claims;

  try {
    await importNumbers(sql, 60);

    await t.step("has a label for each, made up where none is given", async () => {
      assert.deepEqual((await group([null, "Guest 2", null, null])).labels, [
        "Guest 1",
        "Guest 2",
        "Guest 3",
        "Guest 4",
      ]);
      assert.deepEqual((await group(["Guest 3", null, null])).labels, [
        "Guest 3",
        "Guest 2",
        "Guest 4",
      ]);
      assert.deepEqual((await group([null, "Driver"])).labels, [null, "Driver"]);
    });

    await t.step("labels the two who were there when a third comes", async () => {
      const { id, say, names } = await group([null, "Driver"]);
      await add(id, `z of ${names[0]}`);
      assert.deepEqual(await labelsOf(id), ["Guest 1", "Driver", "Guest 3"]);
      assert.deepEqual(
        (await say(1, "hi")).claims.map(({ prefix }) => prefix),
        ["Driver: ", "Driver: "],
      );
    });

    await t.step("has no label twice, in whatever case, but after somebody has left", async () => {
      const { id, participants } = await group(["Driver", "Émilie", null]);
      for (const label of ["DRIVER", "dri-ver", "ÉMILIE", "guest3"]) {
        assert.equal(await sqlstate(add(id, "late", label)), "23505", label);
      }
      await sql`select masking.remove_participant(${id}, ${participants[0]!.id}, null)`;
      await add(id, "late", "driver");
      await sql`select masking.remove_participant(${id}, ${participants[2]!.id}, null)`;
      await add(id, "later");
      assert.deepEqual(await labelsOf(id), ["Émilie", "driver", "Guest 4"]);
    });

    await t.step("hears everybody with the label in front; two do not", async () => {
      const three = await group(["Driver", null, null]);
      assert.deepEqual(told((await three.say(0, "on my way")).claims), [
        ["b", "Driver: on my way"],
        ["c", "Driver: on my way"],
      ]);
      const two = await group(["Driver", null]);
      assert.deepEqual(told((await two.say(0, "on my way")).claims), [["b", "on my way"]]);
      const labelled = await group(["Driver", null], { labelMessages: true });
      assert.deepEqual(told((await labelled.say(0, "hi")).claims), [["b", "Driver: hi"]]);
    });

    await t.step("texts one alone who is named, and all where nobody is", async () => {
      const { say, id, participants } = await group(["Driver", "Driver 2", null, "Ann Lee"]);
      assert.deepEqual(told((await say(2, "@driver hello")).claims), [
        ["a", "Guest 3: @driver hello"],
      ]);
      assert.deepEqual(told((await say(2, "@driver 2 hello")).claims).map(([to]) => to), ["b"]);
      assert.deepEqual(told((await say(0, "@Ann Lee hello")).claims).map(([to]) => to), ["d"]);
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null`;
      for (const [who, text] of [[0, "@nobody hi"], [0, "@driver to myself"]] as const) {
        const { claims } = await say(who, text);
        assert.deepEqual(told(claims).map(([to]) => to), ["b", "c", "d"], text);
        await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null`;
      }
      const [{ only } = { only: null }] = await sql`
        select only_to_participant_id as only from public.sms_messages
        where conversation_id = ${id} order by created_at limit 1`;
      assert.equal(only, participants[0]!.id);
      const pair = await group(["Driver", "Rider"]);
      assert.deepEqual(told((await pair.say(0, "@driver hi")).claims), [["b", "@driver hi"]]);
    });

    await t.step("shows a text to one alone to nobody else in the app", async () => {
      const users = await Promise.all(["a", "b", "c"].map(async () => {
        const id = crypto.randomUUID();
        await sql`insert into auth.users (id) values (${id})`;
        return id;
      }));
      const made = await createConversation(
        sql,
        users.map((user_id, index) => person(`app ${index}`, { user_id, label: `User ${index}` })),
      );
      const mention = await readMention("@user 1 psst");
      await sql`select masking.post_message(${made.id}, ${users[
        0
      ]!}, 'psst', 1, null, null, mention => ${sql.json(mention!)})`;
      const seen = async (viewer: string | null) =>
        (await sql`select masking.list_messages('service:test', ${made.id}, ${viewer}, 10)`).length;
      assert.deepEqual(await Promise.all([...users, null].map(seen)), [1, 1, 0, 1]);
      /** As the Data API reads. */
      const rows = (user: string) =>
        sql.begin(async (tx) => {
          await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: user })}, true)`;
          await tx`set local role authenticated`;
          const [row] = await tx`
            select (select count(*)::int from public.sms_messages) as messages,
                   (select count(*)::int from public.sms_forwards) as forwards`;
          return [row!.messages, row!.forwards];
        });
      assert.deepEqual(await Promise.all(users.map(rows)), [[1, 1], [1, 1], [0, 0]]);
    });

    await t.step("leaves alone who said MUTE, until UNMUTE", async () => {
      const { say, id, participants } = await group(["Driver", null, null]);
      const first = await say(0, "one");
      assert.equal(first.claims.length, 2);
      await say(0, "two");
      const muted = await say(1, "Mute", "mute", { sid: "SMmute" });
      assert.deepEqual([muted.outcome, muted.claims], ["mute", []]);
      const repeated = await say(1, "Mute", "mute", { sid: "SMmute" });
      assert.deepEqual([repeated.outcome, repeated.claims], ["duplicate", []]);
      await say(0, "three");
      const waiting = await sql`
        select p.label, m.body_encrypted as body from public.sms_forwards f
        join public.sms_messages m on m.id = f.message_id
        join public.phone_conversation_participants p on p.id = f.recipient_participant_id
        where f.conversation_id = ${id} and f.status = 'queued' order by f.position`;
      // The first is on its way already.
      assert.deepEqual(waiting.map(({ label, body }) => [label, body]), [
        ["Guest 3", "two"],
        ["Guest 2", "the answer"],
        ["Guest 3", "three"],
      ]);
      assert.equal((await say(1, "I still speak")).outcome, "forwarded");
      assert.equal((await say(0, "@guest 2 psst")).outcome, "opted_out");
      assert.deepEqual([(await say(1, "UNMUTE", "unmute")).outcome], ["unmute"]);
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null
        where recipient_participant_id = ${participants[1]!.id}`;
      const { claims } = await say(0, "four");
      assert.deepEqual(told(claims), [["b", "Driver: four"]]);
    });

    await t.step("goes on without who said LEAVE, and the others are told", async () => {
      const { say, id, participants } = await group(["Driver", null, null, null]);
      await say(0, "one");
      await say(0, "two");
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null
        where status = 'sending'`;
      const left = await say(1, "LEAVE", "leave", { sid: "SMleave" });
      assert.equal(left.outcome, "leave");
      assert.ok(told(left.claims).some(([to, body]) => to === "b" && body === "the answer"));
      const { claims, outcome } = await say(1, "LEAVE", "leave", { sid: "SMleave" });
      assert.deepEqual([outcome, claims], ["duplicate", []]);
      const seat = await sql`select left_at, cooldown_until, released_at
        from public.phone_conversation_participants where id = ${participants[1]!.id}`;
      assert.ok(seat[0]!.left_at && seat[0]!.cooldown_until > seat[0]!.left_at);
      assert.equal(seat[0]!.released_at, null);
      const queued = await sql`
        select p.label, s.label || m.label_joint || m.body_encrypted as body
        from public.sms_forwards f
        join public.sms_messages m on m.id = f.message_id
        join public.phone_conversation_participants p on p.id = f.recipient_participant_id
        join public.phone_conversation_participants s on s.id = m.sender_participant_id
        where f.conversation_id = ${id} and f.status in ('queued', 'sending') order by f.position`;
      assert.deepEqual(queued.map(({ label, body }) => [label, body]), [
        ["Guest 3", "Driver: two"],
        ["Guest 4", "Driver: two"],
        ["Driver", "Guest 2 the notice"],
        ["Guest 3", "Guest 2 the notice"],
        ["Guest 4", "Guest 2 the notice"],
      ]);
      assert.equal((await say(1, "hello?")).outcome, "conversation_closed");
      assert.equal((await say(1, "LEAVE", "leave")).outcome, "conversation_closed");
    });

    await t.step("tells also the last two who has left", async () => {
      const { say } = await group(["Driver", null, null]);
      assert.deepEqual(told((await say(1, "leave", "leave")).claims), [
        ["a", "Guest 2 the notice"],
        ["b", "the answer"],
        ["c", "Guest 2 the notice"],
      ]);
    });

    await t.step("of which two are left says UNMUTE, but relays MUTE", async () => {
      const { say, participants, id } = await group(["Driver", null, null]);
      await say(1, "mute", "mute");
      await sql`select masking.remove_participant(${id}, ${participants[2]!.id}, null)`;
      assert.equal((await say(0, "MUTE", "mute")).outcome, "opted_out");
      assert.equal((await say(1, "UNMUTE", "unmute")).outcome, "unmute");
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null
        where conversation_id = ${id}`;
      assert.deepEqual(told((await say(0, "LEAVE", "leave")).claims), [["b", "LEAVE"]]);
    });

    await t.step("hears nothing of words that are not for it", async () => {
      const { say, names } = await group(["Driver", null, null]);
      await receiveMessage(sql, { from: names[0]!, to: "+14155550199", keyword: "opt_out" });
      assert.equal((await say(0, "LEAVE", "leave")).outcome, "opted_out");
      const calls = await group([null, null, null], { mode: "voice" });
      assert.equal((await calls.say(0, "LEAVE", "leave")).outcome, "blocked");
    });

    await t.step("gets a text that is too long in parts, one after the other", async () => {
      const { say } = await group(["Driver", null, null]);
      const { claims } = await say(0, "x".repeat(1593));
      assert.deepEqual(claims.map(({ part, parts }) => [part, parts]), [[1, 2], [1, 2]]);
      const mine = claims.filter(({ to_encrypted }) => to_encrypted.includes("of b"));
      const [second] = await sent(mine[0]!, `SM ${turn} part 1`);
      assert.deepEqual([second!.part, second!.parts, second!.attempt], [2, 2, 1]);
      // As of two texts with the same words, what one has found is not the other's.
      const [again] = await sent(second!, `SM ${turn} part 1`);
      assert.deepEqual([again!.forward_id, again!.part], [second!.forward_id, 2]);
      assert.deepEqual(await sent(again!, `SM ${turn} part 2`), []);
    });

    await t.step("plans the parts by the label, as long as JavaScript finds it", async () => {
      const parts = async (label: string, length: number) =>
        (await (await group([label, null, null])).say(0, "x".repeat(length))).claims[0]!.parts;
      assert.deepEqual([await parts("Driver", 1592), await parts("Driver", 1593)], [1, 2]);
      assert.deepEqual([await parts("🚗🚗", 1594), await parts("🚗🚗", 1595)], [1, 2]);
      const pair = await group(["Driver", null]);
      assert.equal((await pair.say(0, "x".repeat(1600))).claims[0]!.parts, 1);
    });

    await t.step(
      "takes as many turns of a number as there are segments with the label",
      async () => {
        const segments = async (label: string, body: string) => {
          const { message_id } = await (await group([label, null, null])).say(0, body);
          return (await sql`select segments, parts from public.sms_messages where id = ${message_id}`)[
            0
          ]!.segments;
        };
        assert.deepEqual(
          [
            await segments("Driver", "x".repeat(152)),
            await segments("Driver", "x".repeat(153)),
            await segments("Șofer", "x".repeat(152)),
            // Eleven in two parts.
            await segments("Driver", "x".repeat(1600)),
          ],
          [1, 2, 3, 6],
        );
      },
    );
  } finally {
    await db.stop();
  }
});
