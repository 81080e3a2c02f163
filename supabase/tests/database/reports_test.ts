import assert from "node:assert/strict";
import { answerCall, receiveCall, recordCallStatus } from "../support/calls.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const NOW = new Date("2026-05-08T00:00:00Z");
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

Deno.test("Reports over a time", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await importNumbers(sql, 5);
    await sql`update public.phone_number_pool set created_at = ${daysAgo(6)}`;
    await importNumbers(sql, 1, {
      country_code: "AU",
      number: "+61491570156",
      phone_hash: "hash of a pool number in Australia",
    });
    await sql`update public.phone_number_pool set created_at = ${
      daysAgo(2)
    } where country_code = 'AU'`;
    /** Two people who met and, maybe, had their numbers back. */
    const meet = async (a: string, b: string, from: Date, until?: Date) => {
      const made = await createConversation(sql, [person(a), person(b)], {
        now: from,
        expiresAt: null,
      });
      await sql`
        update public.phone_conversation_participants set joined_at = ${from}
        where conversation_id = ${made.id}`;
      if (until) {
        await sql`
          update public.phone_conversation_participants
          set left_at = ${until}, cooldown_until = ${until}, released_at = ${until}
          where conversation_id = ${made.id}`;
      }
      return made;
    };
    const history = async (days: number) =>
      (await sql`select masking.pool_history(
        make_interval(days => ${days}), interval '1 day', ${NOW}) as history`)[0]!.history
        .countries as {
          country_code: string;
          points: Record<
            "active" | "bindings_held" | "busiest_person_holds" | "capacity_left",
            number
          >[];
        }[];

    await t.step(
      "pool_history() counts what was held at each point, from the busiest",
      async () => {
        await meet("ana", "ben", daysAgo(5), daysAgo(1));
        await meet("ana", "cyd", daysAgo(3));
        await meet("dan", "eve", daysAgo(30), daysAgo(20));
        const [au, us] = await history(7);
        assert.deepEqual([au!.country_code, us!.country_code], ["AU", "US"]);
        assert.deepEqual(au!.points.map((point) => point.active), [0, 0, 0, 0, 0, 1, 1, 1]);
        const read = (name: keyof NonNullable<typeof us>["points"][0]) =>
          us!.points.map((point) => point[name]);
        assert.deepEqual(read("active"), [0, 5, 5, 5, 5, 5, 5, 5]);
        assert.deepEqual(read("bindings_held"), [0, 0, 2, 2, 4, 4, 2, 2]);
        assert.deepEqual(read("busiest_person_holds"), [0, 0, 1, 1, 2, 2, 1, 1]);
        assert.deepEqual(read("capacity_left"), [0, 5, 4, 4, 3, 3, 4, 4]);
      },
    );

    await t.step("pool_history() ends with what pool_report() says", async () => {
      const [row] = await sql`select masking.pool_report(${NOW}) as report`;
      const last = (await history(1)).map(({ points }) => points.at(-1)!.busiest_person_holds);
      const report = row!.report.countries as { busiest_person_holds: number }[];
      assert.deepEqual(last, report.map((country) => country.busiest_person_holds));
    });

    await t.step("pool_history() takes the erased for nobody in particular", async () => {
      const gone = [await meet("fay", "gus", daysAgo(4), daysAgo(1))];
      for (const name of ["hal", "ian", "jo"]) {
        gone.push(await meet("fay", name, daysAgo(4), daysAgo(1)));
      }
      await sql`
        update public.phone_conversation_participants set phone_hash = null, phone_encrypted = null
        where conversation_id = any(${gone.map(({ id }) => id)})`;
      const [, us] = await history(2);
      assert.deepEqual([us!.points[0]!.bindings_held, us!.points[0]!.busiest_person_holds], [
        12,
        2,
      ]);
    });

    await t.step("failure_reasons() counts by error code what failed, and what waits", async () => {
      const { participants } = await createConversation(sql, [person("kim"), person("lea")], {
        now: NOW,
        expiresAt: null,
      });
      const states = [
        ["failed", "30007", daysAgo(0.5)],
        ["undelivered", "30003", daysAgo(0.1)],
        ["undelivered", "30003", daysAgo(0.2)],
        ["failed", "30007", daysAgo(1.5)],
        ["delivered", null, daysAgo(0.1)],
        ["queued", "20429", new Date(NOW.getTime() + 60_000)],
        ["unknown", null, NOW],
      ] as const;
      for (const [status, code, when] of states) {
        const text = { from: "kim", to: participants[0]!.proxy_number, now: NOW };
        const { message_id } = await receiveMessage(sql, text);
        await sql`
          update public.sms_forwards set status = ${status}, error_code = ${code}, sent_at = ${NOW},
            next_attempt_at = ${when}, lease_expires_at = null
          where message_id = ${message_id}`;
      }
      const [row] = await sql`
        select masking.failure_reasons(interval '1 day', ${NOW}) as reasons`;
      const { failed, waiting } = row!.reasons;
      assert.deepEqual(
        failed.map(({ last_at, ...reason }: { last_at: string }) => ({
          ...reason,
          last_at: new Date(last_at),
        })),
        [
          { status: "undelivered", error_code: "30003", count: 2, last_at: daysAgo(0.1) },
          { status: "failed", error_code: "30007", count: 1, last_at: daysAgo(0.5) },
        ],
      );
      assert.deepEqual(
        waiting.map((reason: Record<string, unknown>) => [
          reason.status,
          reason.error_code,
          reason.count,
        ]),
        [["queued", "20429", 1], ["unknown", null, 1]],
      );
    });

    await t.step(
      "conversation_totals() counts the texts and calls of one conversation",
      async () => {
        const { id, participants } = await createConversation(
          sql,
          [person("una"), person("vic"), person("wim")],
          { now: NOW, mode: "message_and_voice", expiresAt: null },
        );
        const totals = async () =>
          (await sql`select masking.conversation_totals(${id}) as totals`)[0]!.totals;
        const none = await totals();
        assert.deepEqual(none, {
          messages: { received: 0, relayed: 0, posted: 0, segments_received: 0 },
          forwards: { sent: 0, delivered: 0, failed: 0, suppressed: 0, segments_sent: 0 },
          calls: { asked_for: 0, connected: 0, seconds: 0 },
        });

        const to = participants[0]!.proxy_number;
        await receiveMessage(sql, { from: "una", to, segments: 3, now: NOW });
        await receiveMessage(sql, { from: "wim", to, keyword: "help", now: NOW });
        await sql`select masking.relay_message(${id}, null, null, 'outbound', null, 'x', '[]', 2, ${NOW})`;
        // Of the five on their way: two arrive, one fails later, one at once, one waits.
        const ends = ["delivered", "undelivered", "delivered", "failed", "queued"];
        const forwards = await sql`
        select id from public.sms_forwards where conversation_id = ${id} order by position`;
        for (const [n, { id: forward }] of forwards.entries()) {
          const sentAt = ["delivered", "undelivered"].includes(ends[n]!) ? NOW : null;
          await sql`
          update public.sms_forwards set status = ${ends[
            n
          ]!}, sent_at = ${sentAt}, lease_expires_at = null
          where id = ${forward}`;
        }
        const call = await receiveCall(sql, { from: "una", to, sid: "CAcaller", now: NOW });
        await answerCall(sql, call.legs[0]!.call_id, "CAleg", true);
        for (const sid of ["CAleg", "CAcaller"]) {
          await recordCallStatus(sql, null, sid, "completed");
        }
        assert.deepEqual(await totals(), {
          messages: { received: 2, relayed: 1, posted: 1, segments_received: 4 },
          forwards: { sent: 3, delivered: 2, failed: 2, suppressed: 0, segments_sent: 8 },
          calls: { asked_for: 1, connected: 1, seconds: 2 },
        });
        assert.equal(
          await sqlstate(sql`select masking.conversation_totals(${crypto.randomUUID()})`),
          "MSKCN",
        );
      },
    );

    await t.step("count_opt_outs() counts in all, of late and by source", async () => {
      for (
        const [hash, source, when] of [["a", "keyword", daysAgo(1)], ["b", "keyword", daysAgo(8)], [
          "c",
          "carrier",
          daysAgo(6),
        ]] as const
      ) {
        await sql`
          insert into public.sms_opt_outs (phone_hash, source, opted_out_at)
          values (${hash}, ${source}, ${when})`;
      }
      const [row] = await sql`select masking.count_opt_outs(${NOW}) as counts`;
      assert.deepEqual(row!.counts, {
        total: 3,
        last_week: 2,
        by_source: { keyword: 2, carrier: 1, api: 0 },
      });
    });
  } finally {
    await db.stop();
  }
});
