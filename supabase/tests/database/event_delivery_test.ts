import assert from "node:assert/strict";
import { claimEvents, settleEvent } from "../support/events.ts";
import { createTestDatabase } from "../support/test_database.ts";

const [FIRST, SECOND] = [crypto.randomUUID(), crypto.randomUUID()];
const START = Date.parse("2026-05-01T00:00:00Z");
const at = (seconds: number) => new Date(START + seconds * 1000);

Deno.test("The delivery of events", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const record = (conversationId: string, seconds = 0) =>
    sql`select masking.record_event('conversation.reopened', ${conversationId}, '{}', ${
      at(seconds)
    })`;
  const clear = () => sql`delete from public.outgoing_events`;
  const statuses = async () =>
    (await sql`select status from public.outgoing_events order by position`).map((e) => e.status);
  const claim = (seconds: number, maxCount?: number) => claimEvents(sql, at(seconds), maxCount);
  try {
    await t.step("gives each to one worker, one of a conversation at a time", async () => {
      for (const id of [FIRST, FIRST, SECOND]) await record(id);
      const [first, second, ...more] = await claim(0);
      assert.deepEqual([first!.conversation_id, second!.conversation_id, more], [
        FIRST,
        SECOND,
        [],
      ]);
      assert.deepEqual(await claim(59), []);

      const [next] = await settleEvent(sql, first!, "delivered", at(1));
      assert.deepEqual([next!.conversation_id, next!.attempt], [FIRST, 1]);
      assert.notEqual(next!.event_id, first!.event_id);
      assert.deepEqual(await settleEvent(sql, second!, "delivered", at(1)), []);
      assert.deepEqual(await settleEvent(sql, next!, "delivered", at(1)), []);
      assert.deepEqual(await statuses(), ["delivered", "delivered", "delivered"]);
      await clear();
    });

    await t.step("sends again, under its id, what a dead worker held", async () => {
      await record(FIRST);
      const [lost] = await claim(0);
      const [again] = await claim(60);
      assert.deepEqual([again!.event_id, again!.attempt], [lost!.event_id, 2]);
      // The first worker was only slow: it does not speak for the second.
      await settleEvent(sql, lost!, "given_up", at(61));
      assert.deepEqual(await statuses(), ["sending"]);
      await settleEvent(sql, again!, "delivered", at(61));
      assert.deepEqual(await statuses(), ["delivered"]);
      await clear();
    });

    await t.step("keeps the order while an earlier one waits for its next attempt", async () => {
      for (const id of [FIRST, FIRST, SECOND]) await record(id);
      const [first, other] = await claim(0);
      await settleEvent(sql, other!, "delivered", at(1));
      await settleEvent(sql, first!, "retry", at(1), { nextAttemptAt: at(100) });
      assert.deepEqual(await claim(99), []);
      const [again, ...rest] = await claim(100);
      assert.deepEqual([again!.event_id, again!.attempt, rest], [first!.event_id, 2, []]);
      // Without going on itself a worker leaves the next one to others at once.
      assert.deepEqual(await settleEvent(sql, again!, "delivered", at(101), { goOn: false }), []);
      assert.equal((await claim(101)).length, 1);
      await clear();
    });

    await t.step("goes on behind one that was given up", async () => {
      for (const id of [FIRST, FIRST]) await record(id);
      const [first] = await claim(0);
      assert.equal(first!.give_up_at, "2026-05-02T00:00:00+00:00");
      const [next] = await settleEvent(sql, first!, "given_up", at(86_401));
      assert.ok(next);
      await settleEvent(sql, next!, "delivered", at(86_402));
      assert.deepEqual(await statuses(), ["given_up", "delivered"]);
      await clear();
    });

    await t.step("does not look again and again at what waits behind another", async () => {
      for (let n = 0; n < 5; n++) await record(FIRST);
      await record(SECOND, 1);
      const [first] = await claim(1, 3);
      assert.equal(first!.conversation_id, FIRST);
      assert.deepEqual((await claim(2, 3)).map((e) => e.conversation_id), [SECOND]);
      const due = await sql`
        select from public.outgoing_events where status = 'due' and next_attempt_at <= ${at(59)}`;
      assert.equal(due.length, 0);
      // Nothing is forgotten that way: each comes at its turn.
      let next = first;
      for (let n = 1; n < 5; n++) [next] = await settleEvent(sql, next!, "delivered", at(3));
      assert.deepEqual(await settleEvent(sql, next!, "delivered", at(3)), []);
      assert.equal((await statuses()).filter((status) => status === "delivered").length, 5);
      await clear();
    });

    await t.step(
      "takes back what stands behind a dead worker's, once that is settled",
      async () => {
        for (let n = 0; n < 2; n++) await record(FIRST);
        await claim(0);
        const [again] = await claim(60);
        const [next] = await settleEvent(sql, again!, "delivered", at(61));
        assert.equal(next!.attempt, 1);
        await clear();
      },
    );

    const replay = async (criteria: {
      ids?: string[];
      types?: string[];
      conversationId?: string;
      status?: string;
      since?: Date;
      until?: Date;
      max?: number;
      after?: { last_created_at: Date; last_id: string };
    }) => {
      const [row] = await sql`
        select * from masking.replay_events(
          event_ids => ${criteria.ids ? sql.json(criteria.ids) : null},
          types => ${criteria.types ? sql.json(criteria.types) : null},
          conversation_id => ${criteria.conversationId ?? null}, status => ${
        criteria.status ?? null
      }, since => ${criteria.since ?? null}, until => ${criteria.until ?? null},
          max_count => ${criteria.max ?? 100}, now => ${at(1000)}
          ${
        criteria.after
          ? sql`, after_created_at => ${criteria.after.last_created_at}, after_id => ${criteria.after.last_id}`
          : sql``
      })`;
      return row!;
    };

    await t.step("is repeated on demand, for another day and under the same ids", async () => {
      for (let n = 0; n < 4; n++) await record(n < 3 ? FIRST : SECOND, n);
      const ids: string[] = [];
      for (let claims = await claim(10); claims.length > 0;) {
        const [event, ...others] = claims;
        ids.push(event!.event_id);
        claims = [
          ...others,
          ...await settleEvent(sql, event!, ids.length === 1 ? "given_up" : "delivered", at(11)),
        ];
      }
      assert.equal((await replay({ ids: [crypto.randomUUID()] })).count, 0);
      assert.equal((await replay({ status: "given_up" })).count, 1);
      assert.equal((await replay({ types: ["call.ended"], since: at(0) })).count, 0);
      const [again] = await claim(1000);
      assert.deepEqual([again!.event_id, again!.attempt, again!.give_up_at], [
        ids[0],
        1,
        "2026-05-02T00:16:40+00:00",
      ]);
      // What is on its way is not replayed.
      assert.equal((await replay({ ids: [again!.event_id] })).count, 0);
      await settleEvent(sql, again!, "delivered", at(1001));

      assert.equal((await replay({ since: at(1), until: at(3) })).count, 2);
      assert.equal((await replay({ conversationId: SECOND })).count, 1);
      const page = await replay({ since: at(0), max: 3 });
      assert.equal(page.count, 3);
      assert.equal(
        (await replay({ since: at(0), max: 3, after: page as never })).count,
        1,
      );
      assert.deepEqual(
        (await claim(1000)).map((event) => event.event_id).toSorted(),
        [
          ids[0],
          (await sql`select id from public.outgoing_events
          where conversation_id = ${SECOND}`)[0]!.id,
        ].toSorted(),
      );
      await clear();
    });

    await t.step("is listed, newest first, by status and conversation", async () => {
      for (let n = 0; n < 3; n++) await record(n < 2 ? FIRST : SECOND, n);
      const list = async (status: string | null, id: string | null) =>
        (await sql`select masking.list_events(${status}, ${id}, 10) as e`).map((row) => row.e);
      assert.deepEqual((await list(null, null)).map((e) => e.created_at), [
        "2026-05-01T00:00:02+00:00",
        "2026-05-01T00:00:01+00:00",
        "2026-05-01T00:00:00+00:00",
      ]);
      assert.equal((await list("due", FIRST)).length, 2);
      assert.equal((await list("delivered", null)).length, 0);
      const [last] = await sql`
        select masking.list_events(null, ${FIRST}, 10, ${at(1)}, ${
        (await list(null, FIRST))[0].id
      }) as e`;
      assert.equal(last!.e.created_at, "2026-05-01T00:00:00+00:00");
      const [health] = await sql`select masking.event_health(${at(62)}) as h`;
      assert.deepEqual(health!.h, {
        events_waiting: 3,
        events_oldest_waiting_seconds: 62,
        events_given_up: 0,
      });
    });

    await t.step("is forgotten after thirty days", async () => {
      const prune = async (seconds: number) =>
        (await sql`select masking.prune(100, ${at(seconds)}) as count`)[0]!.count;
      assert.equal(await prune(30 * 86_400), 0);
      assert.equal(await prune(30 * 86_400 + 2), 2);
      assert.equal((await statuses()).length, 1);
    });
  } finally {
    await db.stop();
  }
});
