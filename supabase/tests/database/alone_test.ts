import assert from "node:assert/strict";
import { receiveCall } from "../support/calls.ts";
import {
  type Conversation,
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const HOUR = 3_600_000;

Deno.test("Somebody whom others are yet to join", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date();
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
  const alone = (name: string, options: Parameters<typeof createConversation>[2] = {}) =>
    createConversation(sql, [person(name)], { now, expiresAt: null, ...options });
  const join = async (id: string, name: string, hours = 1, more = {}) =>
    (await sql<{ conversation: Conversation }[]>`
      select masking.add_participant(${id}, ${
      sql.json(person(name, more))
    }, 'country', null, null, ${at(hours)}) as conversation`)[0]!.conversation;
  const update = (id: string, status: string, hours: number) =>
    sql`select masking.update_conversation(${id}, null, ${sql.json({ status })}, null, ${
      at(hours)
    })`;
  const row = async (id: string) =>
    (await sql`select * from public.phone_conversations where id = ${id}`)[0]!;
  const erase = (name: string, hours: number) =>
    sql`
      select masking.erase_person('service:test', ${`hash of ${name}`}, null, 's', '[]', '[]', ${
      at(hours)
    })`;
  const freePace = () => sql`delete from public.phone_number_pace`;

  try {
    const pool = await importNumbers(sql, 8);

    await t.step("has a number, which whoever joins gets too", async () => {
      for (let turn = 0; turn < 8; turn++) {
        const { id, masked_number, participants } = await alone(`first ${turn}`);
        assert.deepEqual(participants.map((p) => p.proxy_number), [masked_number]);
        const two = await join(id, `second ${turn}`);
        assert.deepEqual(two.participants.map((p) => p.proxy_number), [
          masked_number,
          masked_number,
        ]);
        const three = await join(id, `third ${turn}`);
        assert.equal(three.masked_number, masked_number);
      }
    });

    await t.step("or another one, where that is not free for the newcomer", async () => {
      const { id, masked_number } = await alone("taken 1");
      await createConversation(sql, [
        person("taken 2", { proxy_number: masked_number }),
        person("taken 3", { proxy_number: masked_number }),
      ]);
      const two = await join(id, "taken 2");
      assert.equal(two.masked_number, null);
      assert.notEqual(two.participants[1]!.proxy_number, masked_number);
      const named = pool.find((number) => number !== masked_number)!;
      const other = await alone("taken 4", {});
      const wish = named === other.masked_number ? pool.at(-1)! : named;
      const joined = await join(other.id, "taken 5", 1, { proxy_number: wish });
      assert.equal(joined.participants[1]!.proxy_number, wish);
    });

    await t.step("is answered once a day, and nothing of it is kept or goes on", async () => {
      const { id, masked_number } = await alone("texter");
      const text = (hours: number, more = {}) =>
        receiveMessage(sql, { from: "texter", to: masked_number!, now: at(hours), ...more });
      const answers = [];
      for (const hours of [1, 2, 26]) {
        const { outcome, may_answer, claims, ask } = await text(hours, { asksPolicy: true });
        assert.deepEqual([outcome, claims, ask], ["alone", [], null]);
        answers.push(may_answer);
      }
      assert.deepEqual(answers, [true, false, true]);
      assert.equal((await row(id)).last_interaction_at.getTime(), now.getTime());
      await join(id, "texter's other", 27);
      const { outcome, claims } = await text(28);
      assert.deepEqual([outcome, claims.length], ["forwarded", 1]);
      const kept = await sql`
        select outcome, body_encrypted is null as empty,
               (select count(*)::int from public.sms_forwards f where f.message_id = m.id) as forwards
        from public.sms_messages m where m.conversation_id = ${id} order by created_at`;
      assert.deepEqual(kept.map((message) => ({ ...message })), [
        ...Array(3).fill({ outcome: "alone", empty: true, forwards: 0 }),
        { outcome: "forwarded", empty: false, forwards: 1 },
      ]);
    });

    await t.step("is not answered where a text has another reason to go nowhere", async () => {
      const early = await alone("early", { startsAt: at(48) });
      const voice = await alone("caller only", { mode: "voice" });
      const text = async (from: string, to: string | null) =>
        (await receiveMessage(sql, { from, to: to!, now: at(1) })).outcome;
      assert.equal(await text("early", early.masked_number), "not_started");
      assert.equal(await text("caller only", voice.masked_number), "blocked");
      await update(early.id, "closed", 2);
      assert.equal(await text("early", early.masked_number), "conversation_closed");
    });

    await t.step("hears what the app says, and is seen by the newcomer from then on", async () => {
      const [ana, ben] = [crypto.randomUUID(), crypto.randomUUID()];
      await sql`insert into auth.users (id) values (${ana}), (${ben})`;
      await freePace();
      const { id } = await createConversation(sql, [person("hearer", { user_id: ana })], { now });
      const post = async (viewer: string | null, hours: number) =>
        (await sql`
          select * from masking.post_message(${id}, ${viewer}, 'body', 1, null, null, ${
          at(hours)
        })`)[0]!;
      const { message, claims } = await post(null, 0.1);
      assert.equal(message.outcome, "forwarded");
      assert.deepEqual(claims.map((claim: { to_encrypted: string }) => claim.to_encrypted), [
        "ciphertext of hearer",
      ]);
      assert.equal(await sqlstate(post(ana, 0.1)), "MSKAL");
      await join(id, "newcomer", 0.2, { user_id: ben });
      assert.equal((await post(ana, 0.3)).message.outcome, "forwarded");
      const seen = async (viewer: string) =>
        (await sql`select masking.list_messages(${`user:${viewer}`}, ${id}, ${viewer}, 10)`).length;
      assert.deepEqual([await seen(ana), await seen(ben)], [2, 1]);
    });

    await t.step("who calls is connected to nobody, and cannot be called for others", async () => {
      const { id, masked_number, participants } = await alone("caller", {
        mode: "message_and_voice",
      });
      const plan = await receiveCall(sql, { from: "caller", to: masked_number! });
      assert.deepEqual([plan.outcome, plan.legs], ["alone", []]);
      const start = sql`
        select * from masking.start_call(${id}, null, ${participants[0]!.id}, null, null)`;
      assert.equal(await sqlstate(start), "MSKAL");
      await join(id, "callee", 0);
      const connected = await receiveCall(sql, { from: "caller", to: masked_number! });
      assert.deepEqual([connected.outcome, connected.legs.length], ["bridge", 1]);
    });

    await t.step("never hands the number of one conversation on to another", async () => {
      const before = await alone("again");
      await update(before.id, "closed", 1);
      const after = await alone("again", { now: at(2) });
      assert.notEqual(after.masked_number, before.masked_number);
      const pair = await createConversation(sql, [person("pair 1"), person("pair 2")], {
        now,
        expiresAt: null,
      });
      const three = await join(pair.id, "again", 3);
      assert.notEqual(three.participants[2]!.proxy_number, before.masked_number);
      const late = await receiveMessage(sql, {
        from: "again",
        to: before.masked_number!,
        now: at(4),
      });
      assert.deepEqual([late.outcome, late.conversation_id], ["conversation_closed", before.id]);
    });

    await t.step("meets the same people on the same numbers the next time", async () => {
      const { id } = await alone("sticky 1");
      const { masked_number } = await join(id, "sticky 2");
      await update(id, "closed", 2);
      const again = await createConversation(sql, [person("sticky 2"), person("sticky 1")], {
        now: at(3),
      });
      assert.equal(again.masked_number, masked_number);
    });

    await t.step("may leave, be taken out, opt out, or want no more", async () => {
      for (const keyword of ["block", "report"]) {
        const { id, masked_number } = await alone(keyword);
        const say = () =>
          receiveMessage(sql, { from: keyword, to: masked_number!, keyword, now: at(1) });
        const first = await say();
        assert.equal(first.outcome, keyword);
        assert.deepEqual(first.claims.map((claim) => claim.body_encrypted), ["the answer"]);
        assert.equal((await row(id)).status, "closed");
        assert.deepEqual((await say()).claims, []);
      }
      const { id, masked_number } = await alone("stop");
      const stop = { from: "stop", to: masked_number!, keyword: "opt_out", now: at(1) };
      assert.deepEqual((await receiveMessage(sql, stop)).claims, []);
      assert.equal((await row(id)).status, "active");
      const notices = await sql`
        select outcome from public.sms_messages where conversation_id = ${id} and direction = 'outbound'`;
      assert.deepEqual(notices.map(({ outcome }) => outcome), ["alone"]);
      const { participants: [seat], id: left } = await alone("leaver");
      await sql`select masking.remove_participant(${left}, ${seat!.id}, null, ${at(1)})`;
      assert.equal((await row(left)).closed_reason, "participant");
    });

    await t.step("is opened again alone, but not when the other one was erased", async () => {
      const { id } = await alone("opened 1");
      await update(id, "closed", 1);
      await update(id, "active", 2);
      assert.equal((await row(id)).status, "active");
      await join(id, "opened 2", 3);
      await update(id, "closed", 4);
      await erase("opened 2", 5);
      assert.equal(await sqlstate(update(id, "active", 6)), "MSKCL");
    });

    await t.step("stays when the phone that was theirs is erased, not when they are", async () => {
      const { id, participants: [seat] } = await alone("old phone");
      await sql`
        select masking.change_participant_phone(${id}, ${
        seat!.id
      }, 'hash of new phone', 'ciphertext of new phone', ${at(1)})`;
      await erase("old phone", 2);
      assert.equal((await row(id)).status, "active");
      await erase("new phone", 3);
      assert.equal((await row(id)).closed_reason, "erased");
    });
  } finally {
    await db.stop();
  }
});
