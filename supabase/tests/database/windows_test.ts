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

Deno.test("The window of a conversation", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
  let turn = 0;
  const create = async (options: Parameters<typeof createConversation>[2]) => {
    turn++;
    // Steps turn the clock back and forth.
    await sql`delete from public.phone_number_pace`;
    const made = await createConversation(sql, [person(`a ${turn}`), person(`b ${turn}`)], {
      now,
      ...options,
    });
    return {
      ...made,
      text: (from: "a" | "b", hours: number, more = {}) =>
        receiveMessage(sql, {
          from: `${from} ${turn}`,
          to: made.participants[from === "a" ? 0 : 1]!.proxy_number,
          now: at(hours),
          ...more,
        }),
    };
  };
  const update = async (id: string, changes: Record<string, unknown>, hours = 0) =>
    (await sql<{ conversation: Conversation }[]>`
      select masking.update_conversation(${id}, null, ${sql.json(changes as never)}, ${at(1000)}, ${
      at(hours)
    }) as conversation`)[0]!.conversation;
  const closed = async (hours: number) =>
    (await sql`select masking.expire_conversations(100, ${at(hours)}) as count`)[0]!.count;
  const expiry = async (id: string) =>
    (await sql`select expires_at from public.phone_conversations where id = ${id}`)[0]!.expires_at;

  try {
    await importNumbers(sql, 5);

    await t.step("lets no text through before its start, and answers once a day", async () => {
      const { text, id } = await create({ startsAt: at(48), expiresAt: at(72) });
      const answers = [];
      for (const hours of [0, 1, 25, 47.9]) {
        const { outcome, may_answer, claims } = await text("a", hours);
        assert.deepEqual([outcome, claims], ["not_started", []]);
        answers.push(may_answer);
      }
      assert.deepEqual(answers, [true, false, true, false]);
      const post = (hours: number) =>
        sql`select masking.post_message(${id}, null, 'body', 1, null, null, ${at(hours)})`;
      assert.equal(await sqlstate(post(47.9)), "MSKNS");
      assert.equal((await text("a", 48)).outcome, "forwarded");
      await post(48);
      assert.equal((await text("a", 72)).outcome, "conversation_closed");
    });

    await t.step("keeps quiet about an opt-out before it", async () => {
      const { text } = await create({ startsAt: at(48), expiresAt: at(72) });
      assert.deepEqual((await text("b", 1, { keyword: "opt_out" })).claims, []);
    });

    await t.step("has people come and go, and no idle end, before its start", async () => {
      const { id, text } = await create({ startsAt: at(48), expiresAt: at(96), idleSeconds: 3600 });
      await sql`select masking.add_participant(${id}, ${
        sql.json(person(`c ${turn}`))
      }, 'country', null, null, ${at(2)})`;
      assert.equal(await closed(48.9), 0);
      assert.equal((await text("a", 48.5)).outcome, "forwarded");
      assert.equal((await text("a", 49.4)).outcome, "forwarded");
      assert.equal((await text("a", 50.4)).outcome, "conversation_closed");
      assert.equal(await closed(50.4), 1);
    });

    await t.step("ends after it starts, within its cap", async () => {
      for (
        const options of [
          { startsAt: at(2), expiresAt: at(2) },
          { expiresAt: at(3), maxExpiresAt: at(2) },
          { expiresAt: at(1), extendSeconds: 60 },
          { expiresAt: null, extendSeconds: 60, maxExpiresAt: at(2) },
        ]
      ) {
        assert.equal(await sqlstate(create(options)), "23514", JSON.stringify(options));
      }
    });

    await t.step("grows with every text, up to its cap and never beyond", async () => {
      const { id, text } = await create({
        expiresAt: at(2),
        extendSeconds: 3600,
        maxExpiresAt: at(4),
      });
      const ends = [];
      for (const hours of [0.5, 1.5, 2.4, 3.3, 3.9]) {
        assert.equal((await text("a", hours)).outcome, "forwarded", String(hours));
        ends.push((await expiry(id)).getTime());
      }
      assert.deepEqual(ends, [2, 2.5, 3.4, 4, 4].map((hours) => at(hours).getTime()));
      assert.equal((await text("a", 4)).outcome, "conversation_closed");
      assert.equal((await expiry(id)).getTime(), at(4).getTime());
      assert.equal(await closed(4), 1);
    });

    await t.step("grows with every call that rings somebody, up to its cap", async () => {
      const { id, text, participants: [a, b] } = await create({
        expiresAt: at(2),
        extendSeconds: 3600,
        maxExpiresAt: at(4),
        mode: "voice",
      });
      const call = async (hours: number) => {
        const from = `a ${turn}`;
        const plan = await receiveCall(sql, { from, to: a!.proxy_number, now: at(hours) });
        return [plan.outcome, plan.max_seconds, (await expiry(id)).getTime()];
      };
      const opens = (phone: string, hours: number, keyword: string) =>
        receiveMessage(sql, { from: phone, to: b!.proxy_number, keyword, now: at(hours) });
      await text("a", 1.5);
      assert.deepEqual(await call(0.5), ["bridge", 3600, at(2).getTime()]);
      assert.deepEqual(await call(1.5), ["bridge", 3600, at(2.5).getTime()]);
      await opens(`b ${turn}`, 2, "opt_out");
      assert.deepEqual(await call(2), ["opted_out", 1800, at(2.5).getTime()]);
      await opens(`b ${turn}`, 2, "opt_in");
      assert.deepEqual(await call(2.4), ["bridge", 3600, at(3.4).getTime()]);
      assert.deepEqual(await call(3.3), ["bridge", 2520, at(4).getTime()]);
      assert.deepEqual(await call(4), ["conversation_closed", 1, at(4).getTime()]);
    });

    await t.step("does not grow by what is not relayed", async () => {
      const { id, text } = await create({
        expiresAt: at(1),
        extendSeconds: 3600,
        maxExpiresAt: at(9),
      });
      await text("a", 0.5, { keyword: "help" });
      await text("a", 0.5, { maxPerHour: 0 });
      assert.equal((await expiry(id)).getTime(), at(1).getTime());
      await sql`select masking.post_message(${id}, null, 'body', 1, null, null, ${at(0.5)})`;
      assert.equal((await expiry(id)).getTime(), at(1.5).getTime());
    });

    await t.step("is changed while it lasts", async () => {
      const { id, text } = await create({ startsAt: at(48), expiresAt: at(72) });
      assert.equal(await sqlstate(update(id, { starts_at: at(72) })), "23514");
      await update(id, { starts_at: null });
      assert.equal((await text("a", 1)).outcome, "forwarded");
      assert.equal(await sqlstate(update(id, { extend_on_activity: 7200 })), "23514");
      await update(id, { expires_at: at(2), extend_on_activity: 7200, max_expires_at: at(3) });
      await text("a", 1.5);
      assert.equal((await expiry(id)).getTime(), at(3).getTime());
      await update(id, { max_expires_at: at(9) });
      await text("a", 2);
      assert.equal((await expiry(id)).getTime(), at(4).getTime());
      await update(id, { extend_on_activity: null, max_expires_at: null });
      await text("a", 3);
      assert.equal((await expiry(id)).getTime(), at(4).getTime());
      await closed(4);
      for (const changes of [{ starts_at: null }, { extend_on_activity: null }]) {
        assert.equal(await sqlstate(update(id, changes, 5)), "MSKCL");
      }
    });

    await t.step("opens again no further than its cap", async () => {
      const { id } = await create({ expiresAt: at(1), maxExpiresAt: at(3) });
      await closed(1);
      assert.equal(
        new Date((await update(id, { status: "active" }, 2)).expires_at!).getTime(),
        at(3).getTime(),
      );
      await closed(3);
      assert.equal(await sqlstate(update(id, { status: "active" }, 4)), "MSKEX");
      const opened = await update(id, { status: "active", max_expires_at: at(9) }, 4);
      assert.equal(new Date(opened.expires_at!).getTime(), at(9).getTime());
    });

    await t.step("may change whether two say whose texts are theirs", async () => {
      const { id, text } = await create({});
      await update(id, { label_messages: true });
      assert.equal((await text("b", 0)).claims[0]!.prefix, "Guest 2: ");
      await update(id, { label_messages: false });
      assert.equal((await text("a", 0)).claims[0]!.prefix, "");
    });
  } finally {
    await db.stop();
  }
});
