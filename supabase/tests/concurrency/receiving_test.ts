import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Under concurrency", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await importNumbers(sql, 5);

    await t.step("a message that arrives 20 times at once is relayed once", async () => {
      const { participants } = await createConversation(sql, [person("a"), person("b")]);
      const received = await Promise.all(
        Array.from(
          { length: 20 },
          () =>
            receiveMessage(sql, { from: "a", to: participants[0]!.proxy_number, sid: "SMsame" }),
        ),
      );
      assert.equal(received.filter((r) => r.outcome === "forwarded").length, 1);
      assert.equal(received.filter((r) => r.outcome === "duplicate").length, 19);
      assert.equal(received.flatMap((r) => r.claims).length, 1);
    });

    await t.step("a limit of 10 lets exactly 10 of 50 through", async () => {
      const take = () =>
        sql`select allowed from masking.take_rate_limits('[{"id":"race","max":10,"window_seconds":60}]')`;
      const allowed = await Promise.all(Array.from({ length: 50 }, take));
      assert.equal(allowed.filter(([row]) => row!.allowed).length, 10);
    });

    await t.step(
      "two people who text each other and say STOP at once do not deadlock",
      async () => {
        const conversations = await Promise.all(
          [1, 2, 3, 4].map((n) => createConversation(sql, [person("x"), person(`y${n}`)])),
        );
        await Promise.all(Array.from({ length: 60 }, (_, n) => {
          const { participants } = conversations[n % 4]!;
          const fromX = n % 3 === 0;
          return receiveMessage(sql, {
            from: fromX ? "x" : `y${n % 4 + 1}`,
            to: participants[fromX ? 0 : 1]!.proxy_number,
            keyword: n % 10 === 0 ? "opt_out" : n % 10 === 5 ? "opt_in" : null,
          });
        }));
      },
    );

    await t.step(
      "a STOP touches no conversation but those that it holds: what is made meanwhile is as made after it",
      async () => {
        const { id: first } = await createConversation(sql, [person("stops"), person("friend 1")]);
        const mayStop = Promise.withResolvers<void>();
        const locked = Promise.withResolvers<void>();
        const lock = sql.begin(async (tx) => {
          await tx`select from public.phone_conversations where id = ${first} for update`;
          locked.resolve();
          await mayStop.promise;
        });
        await locked.promise;
        const stopped = sql`
          select masking.stop_texting('hash of stops', 'c', 'keyword', '{"default": "the notice"}')`
          .execute();
        await until(
          "the STOP waits for the lock",
          async () => (await sql`select from pg_locks where not granted`).length > 0,
        );
        const second = await createConversation(sql, [person("stops"), person("friend 2")]);
        mayStop.resolve();
        await Promise.all([lock, stopped]);
        const told = await sql`
          select distinct conversation_id as id from public.sms_messages where direction = 'outbound'
            and conversation_id in (${first}, ${second.id})`;
        assert.deepEqual(told.map(({ id }) => id), [first]);
        const late = await receiveMessage(sql, {
          from: "friend 2",
          to: second.participants[1]!.proxy_number,
        });
        assert.deepEqual([late.outcome, late.claims], ["opted_out", []]);
      },
    );

    await t.step(
      "forwards of one recipient are numbered in the order of their commits",
      async () => {
        const { id, participants } = await createConversation(sql, [person("m"), person("n")]);
        await Promise.all(
          Array.from(
            { length: 30 },
            () => receiveMessage(sql, { from: "m", to: participants[0]!.proxy_number }),
          ),
        );
        const rows =
          await sql`select status from public.sms_forwards where conversation_id = ${id} order by position`;
        assert.deepEqual(
          rows.map((row) => row.status),
          ["sending", ...Array(29).fill("queued")],
        );
      },
    );
  } finally {
    await db.stop();
  }
});
