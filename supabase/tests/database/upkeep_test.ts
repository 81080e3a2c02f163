import assert from "node:assert/strict";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Limits, lists and upkeep", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  try {
    await importNumbers(sql, 5);

    await t.step("take_rate_limits() counts all limits of a request in fixed windows", async () => {
      const take = async (when: Date) =>
        (await sql`
          select id, allowed, remaining, resets_at from masking.take_rate_limits(
            '[{"id":"a","max":2,"window_seconds":60},{"id":"b","max":1,"window_seconds":3600}]', ${when}) order by id`)
          .map((row) => [row.id, row.allowed, row.remaining, row.resets_at.getTime()]);
      assert.deepEqual(await take(now), [["a", true, 1, at(60).getTime()], [
        "b",
        true,
        0,
        at(3600).getTime(),
      ]]);
      assert.deepEqual(await take(at(59)), [["a", true, 0, at(60).getTime()], [
        "b",
        false,
        0,
        at(3600).getTime(),
      ]]);
      assert.deepEqual(await take(at(60)), [["a", true, 1, at(120).getTime()], [
        "b",
        false,
        0,
        at(3600).getTime(),
      ]]);
    });

    await t.step(
      "claim_idempotency_key() knows new, done, reused and unfinished requests",
      async () => {
        const claim = async (hash: string | null) =>
          (await sql`select masking.claim_idempotency_key(${
            hash === null ? null : "key"
          }, ${hash}, ${now}) as id`)[0]!.id;
        assert.deepEqual([await claim(null), await claim("h")], [null, null]);
        assert.equal(await sqlstate(claim("h")), "MSKIP");
        await sql`select masking.settle_idempotency_key('key', 'made')`;
        assert.equal(await claim("h"), "made");
        assert.equal(await sqlstate(claim("other")), "MSKIK");
        await sql`select masking.release_idempotency_key('key')`;
        assert.equal(await claim("h"), "made");
      },
    );

    await t.step("prune() drops what is long past", async () => {
      const prune = async (when: Date) =>
        (await sql`select masking.prune(100, ${when}) as count`)[0]!.count;
      assert.equal(await prune(at(86_400)), 0);
      assert.equal(await prune(at(3 * 86_400)), 3);
    });

    await t.step(
      "redact_bodies() drops old texts that are settled, and keeps the rest",
      async () => {
        const { id, participants } = await createConversation(sql, [person("a"), person("b")], {
          now,
          expiresAt: null,
        });
        for (
          const [sid, when] of [["SMold", now], ["SMunsettled", now], [
            "SMnew",
            at(86_400),
          ]] as const
        ) {
          await receiveMessage(sql, {
            from: "a",
            to: participants[0]!.proxy_number,
            sid,
            now: when,
          });
        }
        await sql`
        update public.sms_forwards f set status = 'delivered', sent_at = now(), lease_expires_at = null
        from public.sms_messages m where m.id = f.message_id and m.provider_sid = 'SMold'`;
        assert.equal(
          (await sql`select masking.redact_bodies(100, ${at(3600)}) as count`)[0]!.count,
          1,
        );
        const rows =
          await sql`select provider_sid, body_encrypted from public.sms_messages where conversation_id = ${id} order by provider_sid`;
        assert.deepEqual(rows.map((row) => [row.provider_sid, row.body_encrypted]), [
          ["SMnew", "a text"],
          ["SMold", null],
          ["SMunsettled", "a text"],
        ]);
      },
    );

    await t.step(
      "list_conversations() and list_messages() page without gaps or repeats",
      async () => {
        for (let n = 0; n < 7; n++) {
          await createConversation(sql, [person(`list ${n}`), person(`list' ${n}`)], {
            now: at(n % 2),
          });
        }
        const seen: string[] = [];
        let before: { created_at: string; id: string } | null = null;
        for (;;) {
          const page: { c: { id: string; created_at: string } }[] = before
            ? await sql`select masking.list_conversations(null, 'active', 3, ${before.created_at}, ${before.id}) as c`
            : await sql`select masking.list_conversations(null, 'active', 3) as c`;
          if (page.length === 0) break;
          seen.push(...page.map((row) => row.c.id));
          before = page.at(-1)!.c;
        }
        const all =
          await sql`select id from public.phone_conversations order by created_at desc, id desc`;
        assert.deepEqual(seen, all.map((row) => row.id));
      },
    );

    await t.step("pool_report() counts from the busiest person", async () => {
      for (let n = 0; n < 3; n++) {
        await createConversation(sql, [person("busy"), person(`busy ${n}`)], { now });
      }
      const [row] = await sql`select masking.pool_report(${now}) as report`;
      const [us] = row!.report.countries;
      assert.deepEqual(
        [us.country_code, us.active, us.busiest_person_holds, us.capacity_left, us.numbers_needed],
        ["US", 5, 3, 2, 3],
      );
    });

    await t.step(
      "missing_messages() finds the received texts to pool numbers that never reached us",
      async () => {
        const { participants } = await createConversation(sql, [person("known"), person("knows")], {
          now,
        });
        const to = participants[0]!.proxy_number;
        await receiveMessage(sql, { from: "known", to, sid: "SMhere" });
        const received = [["SMhere", to], ["SMgone", to], ["SMelsewhere", "+14155550199"]].map((
          [sid, to_number],
        ) => ({ sid, to_number }));
        const rows = await sql`select masking.missing_messages(${
          sql.json(received as never)
        }) as sid`;
        assert.deepEqual(rows.map((row) => row.sid), ["SMgone"]);
      },
    );

    await t.step(
      "received_since() goes back ten minutes before the last comparison, a day at the most",
      async () => {
        const since = async (when: Date) =>
          (await sql`select masking.received_since('twilio', ${when}) as since`)[0]!.since
            .getTime();
        assert.equal(await since(now), at(-86_400).getTime());
        await sql`select masking.record_sweep('twilio', ${at(-60)})`;
        await sql`select masking.record_sweep('twilio', ${at(-3600)})`;
        assert.equal(await since(now), at(-660).getTime());
        assert.equal(await since(at(200_000)), at(200_000 - 86_400).getTime());
      },
    );

    await t.step("delivery_health() says what waits, for how long, and what failed", async () => {
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null, next_attempt_at = ${
        at(-7200)
      }`;
      const health = async () =>
        (await sql`select masking.delivery_health(${now}) as health`)[0]!.health;
      const { queue_depth, oldest_waiting_since, oldest_waiting_seconds, failures_last_hour } =
        await health();
      assert.deepEqual([
        queue_depth,
        oldest_waiting_since,
        oldest_waiting_seconds,
        failures_last_hour,
      ], [0, null, 0, 0]);
      await sql`update public.sms_forwards set status = 'unknown', created_at = ${
        at(-90)
      }, next_attempt_at = ${now}
        where id = (select id from public.sms_forwards limit 1)`;
      await sql`update public.sms_forwards set next_attempt_at = ${
        at(-60)
      } where id = (select id from public.sms_forwards where status = 'failed' limit 1)`;
      const waiting = await health();
      assert.deepEqual([
        waiting.queue_depth,
        waiting.unknown,
        waiting.oldest_waiting_seconds,
        waiting.failures_last_hour,
      ], [1, 1, 90, 1]);
    });

    await t.step(
      "delivery_health() tells how far the slowest carrier with numbers is",
      async () => {
        const until = async () =>
          new Date(
            (await sql`select masking.delivery_health(${now}) as health`)[0]!
              .health.carrier_compared_until,
          ).getTime();
        assert.equal(await until(), at(-60).getTime());
        await sql`select masking.record_sweep('plivo', ${at(-900)})`;
        assert.equal(await until(), at(-60).getTime());
        const [number] = await sql`
        update public.phone_number_pool set provider = 'plivo'
        where number = (select max(number) from public.phone_number_pool where status <> 'retired') returning number`;
        assert.equal(await until(), at(-900).getTime());
        await sql`update public.phone_number_pool set provider = 'twilio' where number = ${
          number!.number
        }`;
      },
    );

    await t.step("call_expire_conversations() says what is missing", async () => {
      await assert.rejects(
        sql`select masking.call_expire_conversations()`,
        /pg_net and supabase_vault/,
      );
      await sql.unsafe(`
        create schema net;
        create function net.http_post(url text, body jsonb, headers jsonb, timeout_milliseconds int) returns bigint language sql
          as $$ select length(url || (headers ->> 'apikey'))::bigint $$;
        create schema vault;
        create table vault.decrypted_secrets (name text, decrypted_secret text);`);
      await assert.rejects(
        sql`select masking.call_expire_conversations()`,
        /maskline_functions_url and maskline_secret_key/,
      );
      await sql`insert into vault.decrypted_secrets values ('maskline_functions_url', 'https://x/functions/v1'), ('maskline_secret_key', 'key')`;
      const [called] = await sql`select masking.call_expire_conversations() as id`;
      assert.equal(Number(called!.id), "https://x/functions/v1/expire-conversationskey".length);
    });
  } finally {
    await db.stop();
  }
});
