import assert from "node:assert/strict";
import { connect } from "../../functions/_shared/db/connect.ts";
import { recordStatus } from "../../functions/_shared/delivery/record_status.ts";
import type { Notice } from "../../functions/_shared/routing/encrypt_notice.ts";
import { receiveCall } from "../support/calls.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Bad numbers", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const pool = await importNumbers(sql, 2);
  const text = async (from: string, to: string) =>
    (await receiveMessage(sql, { from, to, now })).claims[0]!.forward_id;
  const send = (id: string, result: string, code: string | null, bad: boolean) =>
    sql`select masking.record_send(${id}, 1, ${result}, ${
      sql.json(result === "sent" ? [`SM ${id}`] : [])
    }, ${code}, null, null, ${now}, bad_sender => ${bad})`;
  const app = connect(db.functionsUrl);
  const deps = { sql: app, env: { BODY_RETENTION_DAYS: 30 } };
  const report = (id: string, code: string) =>
    recordStatus(
      deps,
      id,
      { sid: `SM ${id}`, status: "undelivered", code },
      // No language is asked for here.
      { default: "not delivered" } as Notice,
    );
  const badOnes = async () =>
    (await sql`select number, status, bad_code, bad_since from public.phone_number_pool where bad_since is not null`)
      .map((row) => [row.number, row.status, row.bad_code, row.bad_since.getTime()]);
  const lend = (number: string) =>
    sql`select masking.set_number_status(${number}, 'active', ${now})`;
  try {
    const { masked_number: number } = await createConversation(sql, [person("a"), person("b")], {
      now,
    });
    const bad = number!;
    const good = pool.find((one) => one !== bad)!;

    await t.step("a failure of the text or of the recipient marks none", async () => {
      await send(await text("a", bad), "failed", "21614", false);
      assert.deepEqual(await badOnes(), []);
    });

    await t.step("a refused text marks its number with the record of the send, once", async () => {
      await send(await text("a", bad), "failed", "21606", true);
      assert.deepEqual(await badOnes(), [[bad, "draining", "21606", now.getTime()]]);
      await send(await text("a", bad), "failed", "21659", true);
      assert.deepEqual(await badOnes(), [[bad, "draining", "21606", now.getTime()]]);
      assert.deepEqual([...await sql`select masking.bad_numbers() as number`], [{ number: bad }]);
    });

    await t.step("it is nobody's any more, until it is active", async () => {
      const next = await createConversation(sql, [person("c"), person("d")], { now });
      assert.equal(next.masked_number, good);
      await lend(bad);
      assert.deepEqual(await badOnes(), []);
    });

    await t.step(
      "a status marks the number that the text was sent from, if it blames it",
      async () => {
        const filtered = await text("a", bad);
        await send(filtered, "sent", null, false);
        const id = await text("a", bad);
        await send(id, "sent", null, false);
        await report(filtered, "30007");
        assert.deepEqual(await badOnes(), []);
        await sql`select masking.set_number_status(${bad}, 'draining', ${now})`;
        await sql`select masking.replace_number(${bad}, 'country', null, '{"default": "moved"}',
        '00000000-0000-0000-0000-000000000000', 100, ${now})`;
        await report(id, "30034");
        assert.deepEqual((await badOnes()).map((row) => row.slice(0, 3)), [[
          bad,
          "draining",
          "30034",
        ]]);
        // Whoever was on it has moved already.
        assert.equal((await sql`select masking.bad_numbers()`).length, 0);
      },
    );

    await t.step("a call that its carrier refuses for its number marks it, once", async () => {
      await sql`update public.phone_number_pool set status = 'active', bad_since = null, bad_code = null`;
      const pair = await createConversation(sql, [person("e"), person("f")], { mode: "voice" });
      const number = pair.masked_number!;
      const ring = async (blamed: Record<string, string> | null) => {
        const plan = await receiveCall(sql, { from: "e", to: number });
        const fail = () =>
          sql`
            select masking.record_call_status(${
            plan.legs[0]!.call_id
          }, null, 'failed', null, ${now}, ${blamed && sql.json(blamed)})`;
        await fail();
        return fail;
      };
      await ring(null);
      await ring({ number, provider: "plivo", code: "21210" });
      assert.deepEqual(await badOnes(), []);
      const again = await ring({ number, provider: "twilio", code: "21210" });
      assert.deepEqual(await badOnes(), [[number, "draining", "21210", now.getTime()]]);
      await lend(number);
      await again();
      assert.deepEqual(await badOnes(), []);
    });
  } finally {
    await app.end();
    await db.stop();
  }
});
