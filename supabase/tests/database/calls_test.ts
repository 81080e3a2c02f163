import assert from "node:assert/strict";
import { answerCall, receiveCall, recordCallStatus } from "../support/calls.ts";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const FINAL = ["completed", "busy", "no_answer", "failed", "canceled"];

Deno.test("Calls", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const call = async (id: string) =>
    (await sql`select * from public.phone_calls where id = ${id}`)[0]!;
  const two = async (name: string, options = {}) => {
    const people = [person(`${name} 1`, { label: "One" }), person(`${name} 2`)];
    const made = await createConversation(sql, people, { mode: "voice", ...options });
    const [a, b] = made.participants;
    return { id: made.id, a: a!, b: b! };
  };
  try {
    await importNumbers(sql, 12);

    await t.step("a repeated webhook gets the same plan and rings nobody again", async () => {
      const { a, b } = await two("repeat");
      const first = await receiveCall(sql, { from: "repeat 1", to: a.proxy_number, sid: "CAsame" });
      const again = await receiveCall(sql, { from: "repeat 1", to: a.proxy_number, sid: "CAsame" });
      assert.deepEqual([first.outcome, first.repeated, again.repeated], ["bridge", false, true]);
      assert.deepEqual({ ...again, repeated: false }, { ...first, max_seconds: again.max_seconds });
      assert.deepEqual(first.legs.map(({ from, to_encrypted }) => [from, to_encrypted]), [
        [b.proxy_number, "ciphertext of repeat 2"],
      ]);
    });

    await t.step("nobody talks beyond the end of the conversation", async () => {
      const { a } = await two("short", { expiresAt: new Date(Date.now() + 90_000) });
      const { max_seconds } = await receiveCall(sql, { from: "short 1", to: a.proxy_number });
      assert.ok(max_seconds > 60 && max_seconds <= 90, String(max_seconds));
      const { a: far } = await two("far", { expiresAt: new Date("9999-01-01") });
      const plan = await receiveCall(sql, { from: "far 1", to: far.proxy_number });
      assert.equal(plan.max_seconds, 3600);
    });

    await t.step("statuses come in any order, repeated, and only move forward", async () => {
      const { a } = await two("order");
      const orders = [
        ["completed", "in_progress", "ringing", "queued"],
        ["ringing", "queued", "busy", "completed", "ringing"],
        ["queued", "ringing", "in_progress", "ringing", "completed", "failed", "completed"],
        ["no_answer", "no_answer", "in_progress"],
      ];
      for (const statuses of orders) {
        const plan = await receiveCall(sql, { from: "order 1", to: a.proxy_number });
        const leg = plan.legs[0]!.call_id;
        let before: Record<string, unknown> | null = null;
        for (const status of statuses) {
          await recordCallStatus(sql, leg, `CAleg ${leg}`, status);
          const row = await call(leg);
          if (before) assert.deepEqual({ ...row }, before, status);
          if (FINAL.includes(row.status)) before = { ...row };
        }
        const first = statuses.find((status) => FINAL.includes(status))!;
        // Nobody pressed 1.
        assert.equal((await call(leg)).status, first === "completed" ? "no_answer" : first);
      }
    });

    await t.step(
      "a call of another id moves nothing; an inbound one is known by the carrier's",
      async () => {
        const { a } = await two("ids");
        const plan = await receiveCall(sql, { from: "ids 1", to: a.proxy_number, sid: "CAids" });
        const leg = plan.legs[0]!.call_id;
        await recordCallStatus(sql, leg, "CAids leg", "ringing");
        await recordCallStatus(sql, leg, "CAsomebody else's", "busy");
        await recordCallStatus(sql, null, "CAnobody's", "completed");
        assert.equal((await call(leg)).status, "ringing");
        await recordCallStatus(sql, null, "CAids", "completed");
        assert.equal((await call(plan.call_id)).status, "completed");
      },
    );

    await t.step("who accepts is connected, and then the call is completed", async () => {
      const { a } = await two("accept");
      const plan = await receiveCall(sql, { from: "accept 1", to: a.proxy_number });
      const leg = plan.legs[0]!.call_id;
      const asked = await answerCall(sql, leg, "CAaccept", false);
      assert.deepEqual([asked.rung_by, asked.label], ["bridge", "One"]);
      assert.equal((await call(leg)).accepted_at, null);
      await answerCall(sql, leg, "CAaccept", true);
      const finish = async () =>
        (await sql`select masking.finish_dial(${plan.call_id}, 'CAaccept', 'completed', 5) as f`)[
          0
        ]!.f;
      assert.deepEqual(await finish(), { leg_id: leg, reached: true });
      const { status, duration_seconds } = await call(leg);
      assert.deepEqual([status, duration_seconds], ["completed", 5]);
    });

    await t.step(
      "nobody is connected with a caller who has hung up, or who is not there",
      async () => {
        const { a } = await two("gone");
        const plan = await receiveCall(sql, { from: "gone 1", to: a.proxy_number, sid: "CAgone" });
        await recordCallStatus(sql, null, "CAgone", "canceled");
        const answered = await answerCall(sql, plan.legs[0]!.call_id, "CAgone leg", true);
        assert.equal(answered.outcome, "conversation_closed");
        assert.equal(
          (await answerCall(sql, crypto.randomUUID(), "CA?", true)).outcome,
          "conversation_closed",
        );
        // The caller's own call is nothing that one could answer.
        assert.equal(
          (await answerCall(sql, plan.call_id, "CAgone", true)).outcome,
          "conversation_closed",
        );
      },
    );

    await t.step("calls are limited by person", async () => {
      const { a } = await two("often");
      const outcomes = [];
      for (let n = 0; n < 4; n++) {
        outcomes.push(
          (await receiveCall(sql, { from: "often 1", to: a.proxy_number, maxPerHour: 3 })).outcome,
        );
      }
      assert.deepEqual(outcomes, ["bridge", "bridge", "bridge", "rate_limited"]);
    });

    await t.step("a number that cannot call is lent to no conversation with calls", async () => {
      const people = ["text 1", "text 2"].map((name) => person(name, { country_code: "AU" }));
      await sql`update public.phone_number_pool set country_code = 'AU', voice = false where number = '+14155550111'`;
      for (const mode of ["voice", "message_and_voice"]) {
        assert.equal(await sqlstate(createConversation(sql, people, { mode })), "MSKPE");
      }
      assert.equal((await createConversation(sql, people)).masked_number, "+14155550111");
    });

    await t.step("lost calls are given to one caller in five minutes", async () => {
      const { a } = await two("lost");
      const plan = await receiveCall(sql, { from: "lost 1", to: a.proxy_number, sid: "CAlost" });
      const claim = async (minutes: number) =>
        (await sql`select provider_sid, parent_sid from masking.claim_lost_calls(1000, now() + make_interval(mins => ${minutes}))
          where call_id in (${plan.call_id}, ${plan.legs[0]!.call_id}) order by provider_sid`)
          .map((row) => ({ ...row }));
      assert.deepEqual(await claim(4), []);
      assert.deepEqual(await claim(6), [
        { provider_sid: "CAlost", parent_sid: null },
        { provider_sid: null, parent_sid: "CAlost" },
      ]);
      assert.deepEqual(await claim(7), []);
      await recordCallStatus(sql, null, "CAlost", "completed");
      assert.deepEqual((await claim(20)).length, 1);
    });

    await t.step("wrong PINs count and right ones do not, one after the other", async () => {
      const { id, a } = await two("counted pin");
      await sql`select masking.set_pin(${id}, null, ${a.id}, 'k1.counted')`;
      await sql`update public.phone_conversations set pin_required = true where id = ${id}`;
      const enter = async (pin: string) => {
        const plan = await receiveCall(sql, { from: "counted pin 1", to: a.proxy_number });
        assert.deepEqual([plan.outcome, plan.conversation_id, plan.legs], ["pin", id, []]);
        const [row] = await sql`
          select masking.enter_pin(${plan.call_id}, ${a.proxy_number}, 'hash of counted pin 1', ${pin}, 3600) as plan`;
        return row!.plan.outcome;
      };
      const pins = ["right", "wrong", "right", "wrong", "wrong", "wrong", "right", "wrong"];
      const outcomes = [];
      for (const pin of pins) {
        outcomes.push(await enter(pin === "right" ? "k1.counted" : "k1.wrong"));
        await sql`update public.phone_calls set ended_at = now(), status = 'canceled' where conversation_id = ${id}`;
      }
      const answers = { right: "bridge", wrong: "pin" };
      assert.deepEqual(outcomes, pins.map((pin) => answers[pin as keyof typeof answers]));
      // The fifth wrong one was the last: now also the right one is refused.
      assert.equal(await enter("k1.counted"), "rate_limited");
      await sql`select masking.set_pin(${id}, null, ${a.id}, null)`;
    });

    await t.step("PINs are one person's on a number, and end with the binding", async () => {
      const { id, a, b } = await two("pin");
      const set = async (seat: string, pin: string) =>
        (await sql`select masking.set_pin(${id}, null, ${seat}, ${pin}) as done`)[0]!.done;
      assert.equal(a.proxy_number, b.proxy_number);
      assert.equal(await set(a.id, "k1.pin"), true);
      assert.equal(await set(b.id, "k2.pin|k1.pin"), false);
      assert.equal(await set(b.id, "k1.other"), true);
      const plan = await receiveCall(sql, { from: "pin office", to: a.proxy_number });
      assert.equal(plan.outcome, "pin");
      const enter = async (pin: string) =>
        (await sql`select masking.enter_pin(${plan.call_id}, ${a.proxy_number}, 'hash of pin office', ${pin}, 3600) as plan`)[
          0
        ]!.plan;
      assert.equal((await enter("k1.wrong")).outcome, "pin");
      const entered = await enter("k2.pin|k1.pin");
      assert.deepEqual([entered.outcome, entered.legs.length], ["bridge", 1]);
      // Again, by the carrier or somebody who listens: nobody new is rung.
      assert.deepEqual((await enter("k1.other")).legs, entered.legs);

      await sql`update public.phone_conversation_participants set cooldown_until = now(), released_at = now() where conversation_id = ${id}`;
      assert.equal(
        (await sql`select from public.phone_conversation_participants where pin_hash is not null`)
          .length,
        0,
      );
    });

    await t.step(
      "an erased person's calls name nobody, and the carrier's records of them go",
      async () => {
        const { a } = await two("erase");
        const plan = await receiveCall(sql, {
          from: "erase 1",
          to: a.proxy_number,
          sid: "CAerase",
        });
        const leg = plan.legs[0]!.call_id;
        await recordCallStatus(sql, leg, "CAerase leg", "busy");
        await sql`select masking.record_voicemail(${leg}, 'REerase', 3, now() + interval '1 day', '{"default": "notice"}')`;
        const exported = async (name: string) =>
          (await sql`select masking.export_person('service:test', ${`hash of ${name}`}, null, 's') as e`)[
            0
          ]!.e.calls
            .map((call: { id: string }) => call.id);
        assert.deepEqual(await exported("erase 1"), [plan.call_id]);
        assert.deepEqual(await exported("erase 2"), [leg]);

        const [{ erasure }] = await sql`
        select masking.erase_person('service:test', 'hash of erase 1', null, 's', '[]', '[]') as erasure` as unknown as [
          { erasure: { receipt: { erased: { calls: number } } } },
        ];
        assert.equal(erasure.receipt.erased.calls, 1);
        assert.deepEqual(await exported("erase 1"), []);
        assert.equal((await call(plan.call_id)).participant_id, null);
        assert.equal((await call(leg)).recording_sid, null);
        const queued = await sql`select provider_sid from public.carrier_deletions order by 1`;
        assert.deepEqual(queued.map((row) => row.provider_sid), ["CAerase", "REerase"]);
        assert.deepEqual(await exported("erase 2"), [leg]);
      },
    );

    await t.step("a bridge that never came about has failed, whatever it is called", async () => {
      const finish = async (callId: string, sid: string | null, status: string | null) =>
        (await sql`select masking.finish_dial(${callId}, ${sid}, ${status}, null) as finished`)[0]!
          .finished;
      const { a } = await two("bridge");
      const statusOf = async (id: string) => {
        const { status, provider_sid } = await call(id);
        return [status, provider_sid];
      };
      const dial = async () => {
        const { call_id, legs } = await receiveCall(sql, { from: "bridge 1", to: a.proxy_number });
        return { call_id, leg: legs[0]!.call_id };
      };
      const none = await dial();
      assert.deepEqual(await finish(none.call_id, null, "failed"), {
        leg_id: none.leg,
        reached: false,
      });
      assert.deepEqual(await statusOf(none.leg), ["failed", null]);
      // Repeated, or known by a callback meanwhile: nothing changes.
      await finish(none.call_id, "CAother", "busy");
      assert.deepEqual(await statusOf(none.leg), ["failed", null]);

      const rung = await dial();
      await recordCallStatus(sql, rung.leg, "CArung", "ringing");
      assert.deepEqual(await finish(rung.call_id, null, "failed"), {
        leg_id: null,
        reached: false,
      });
      assert.deepEqual(await statusOf(rung.leg), ["ringing", "CArung"]);
      assert.equal((await finish(rung.call_id, "CArung", "failed")).leg_id, rung.leg);
      assert.deepEqual(await statusOf(rung.leg), ["failed", "CArung"]);
    });

    await t.step("a voicemail is kept once; a second one is only deleted", async () => {
      const { id, a } = await two("mail");
      const plan = await receiveCall(sql, { from: "mail 1", to: a.proxy_number });
      const leg = plan.legs[0]!.call_id;
      const record = async (sid: string) =>
        (await sql`select masking.record_voicemail(${leg}, ${sid}, 3, now() + interval '1 day', '{"default": "notice"}') as claims`)[
          0
        ]!
          .claims.length;
      assert.deepEqual([await record("REone"), await record("REone"), await record("REtwo")], [
        1,
        0,
        0,
      ]);
      assert.equal(
        (await sql`select from public.sms_forwards where conversation_id = ${id}`).length,
        1,
      );
      const deletions =
        await sql`select provider_sid from public.carrier_deletions where provider_sid in ('REone', 'REtwo')`;
      assert.deepEqual(deletions.map((row) => row.provider_sid), ["REtwo"]);

      await sql`insert into public.legal_holds (conversation_id, subject) values (${id}, 's')`;
      const expire = async () =>
        (await sql`select masking.expire_recordings(10, now() + interval '2 days') as n`)[0]!.n;
      assert.equal(await expire(), 0);
      await sql`delete from public.legal_holds`;
      assert.equal(await expire(), 1);
    });

    await t.step("the carrier's records of old calls are queued once they are over", async () => {
      const { id, a } = await two("old");
      await receiveCall(sql, { from: "old 1", to: a.proxy_number, sid: "CAold" });
      const queue = async () => {
        await sql`select masking.queue_carrier_deletions(100, now() + interval '1 h')`;
        return (await sql`select from public.carrier_deletions where provider_sid = 'CAold'`)
          .length;
      };
      assert.equal(await queue(), 0);
      await recordCallStatus(sql, null, "CAold", "completed");
      assert.equal(await queue(), 1);

      const claimed = async () =>
        (await sql`select sid from masking.claim_carrier_deletions(1000, now() + interval '1 h') as sid`)
          .some((row) => row.sid === "CAold");
      await sql`insert into public.legal_holds (conversation_id, subject) values (${id}, 's')`;
      assert.equal(await claimed(), false);
      await sql`delete from public.legal_holds`;
      assert.equal(await claimed(), true);
    });
  } finally {
    await db.stop();
  }
});
