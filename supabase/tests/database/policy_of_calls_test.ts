import assert from "node:assert/strict";
import type { Sql } from "postgres";
import { answerCall, type Plan, receiveCall, recordCallStatus } from "../support/calls.ts";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Calls about which the policy hook is asked", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const call = async (id: string) =>
    (await sql`select * from public.phone_calls where id = ${id}`)[0]!;
  const converse = async (names: string[], options = {}) => {
    const people = names.map((name) => person(name, { label: `Label of ${name}` }));
    const made = await createConversation(sql, people, { mode: "voice", ...options });
    return { id: made.id, seats: made.participants };
  };
  const asked = (from: string, to: string, sid?: string) =>
    receiveCall(sql, { from, to, sid, asksPolicy: true });
  try {
    await importNumbers(sql, 12);

    await t.step("are stored, ring nobody, and are told by ids and labels", async () => {
      const { id, seats: [a, b] } = await converse(["told 1", "told 2"]);
      const plan = await asked("told 1", a!.proxy_number, "CAtold");
      assert.deepEqual([plan.outcome, plan.legs, plan.repeated], ["asked", [], false]);
      const { created_at: _, ...question } = plan.question!;
      assert.deepEqual(question, {
        call_id: plan.call_id,
        direction: "inbound",
        conversation: { id, mode: "voice", friendly_name: null, metadata: {} },
        caller: { id: a!.id, label: "Label of told 1", user_id: null },
        callees: [{ id: b!.id, label: "Label of told 2", user_id: null }],
      });
      const again = await asked("told 1", a!.proxy_number, "CAtold");
      assert.deepEqual([again.call_id, again.outcome, again.repeated], [
        plan.call_id,
        "asked",
        true,
      ]);
    });

    await t.step("are not asked about when they would connect nobody", async () => {
      const { seats: [a] } = await converse(["texts 1", "texts 2"], { mode: "message" });
      assert.equal((await asked("texts 1", a!.proxy_number)).outcome, "blocked");
      const { seats: [c] } = await converse(["stop 1", "stop 2"]);
      await sql`insert into public.sms_opt_outs (phone_hash, source) values ('hash of stop 2', 'keyword')`;
      assert.equal((await asked("stop 1", c!.proxy_number)).outcome, "opted_out");
      assert.equal((await asked("nobody", c!.proxy_number)).outcome, "no_conversation");
    });

    await t.step("go by the first decision", async () => {
      const { seats: [a] } = await converse(["first 1", "first 2"]);
      const plan = await asked("first 1", a!.proxy_number, "CAfirst");
      const no = await settle(sql, plan.call_id, false, "abuse");
      assert.deepEqual([no.outcome, no.legs, no.repeated], ["refused", [], false]);
      const yes = await settle(sql, plan.call_id, true);
      assert.deepEqual([yes.outcome, yes.legs, yes.repeated], ["refused", [], true]);
      const row = await call(plan.call_id);
      assert.deepEqual([row.outcome, row.refusal_reason], ["refused", "abuse"]);
      const repeated = await asked("first 1", a!.proxy_number, "CAfirst");
      assert.deepEqual([repeated.outcome, repeated.question, repeated.repeated], [
        "refused",
        null,
        true,
      ]);
      const second = await asked("first 1", a!.proxy_number);
      const connected = await settle(sql, second.call_id, true);
      assert.deepEqual([connected.outcome, connected.legs.length], ["bridge", 1]);
      assert.equal((await settle(sql, second.call_id, false)).outcome, "bridge");
    });

    await t.step("connect nobody when things have changed meanwhile", async () => {
      const { id, seats: [a] } = await converse(["late 1", "late 2"]);
      const gone = await asked("late 1", a!.proxy_number, "CAgone");
      await recordCallStatus(sql, null, "CAgone", "canceled");
      const settled = await settle(sql, gone.call_id, true);
      assert.deepEqual([settled.outcome, settled.legs], ["asked", []]);

      const closed = await asked("late 1", a!.proxy_number);
      await sql`update public.phone_conversations set status = 'closed', closed_at = now(), closed_reason = 'api' where id = ${id}`;
      const late = await settle(sql, closed.call_id, true);
      assert.deepEqual([late.outcome, late.legs], ["conversation_closed", []]);
      const [none] = await sql`select masking.settle_call(${crypto.randomUUID()}, true, null, 60)`;
      assert.equal(none!.settle_call, null);
    });

    await t.step("are nobody's company while they are asked about, nor when refused", async () => {
      const { seats: [a, b] } = await converse(["group 1", "group 2", "group 3"]);
      const first = await asked("group 1", a!.proxy_number);
      const second = await asked("group 2", b!.proxy_number, "CAgroup second");
      const rung = await settle(sql, second.call_id, true);
      assert.deepEqual([rung.outcome, rung.legs.length], ["conference", 2]);
      for (const leg of rung.legs.slice(1)) {
        await recordCallStatus(sql, leg.call_id, `CA${leg.call_id}`, "busy");
      }
      await settle(sql, first.call_id, false);
      const { alone } = await recordCallStatus(
        sql,
        rung.legs[0]!.call_id,
        `CA${rung.legs[0]!.call_id}`,
        "busy",
      );
      assert.equal(alone?.sid, "CAgroup second");
    });

    await t.step("of the app ring the one who wants it, once allowed", async () => {
      const { id, seats: [a] } = await converse(["app 1", "app 2"]);
      const start = async (key: string | null = null) =>
        (await sql`select * from masking.start_call(${id}, null, ${
          a!.id
        }, ${key}, 'request', now(), true)`)[0]!;
      const first = await start("key of app");
      assert.deepEqual([first.call.outcome, first.legs, first.question.direction], [
        "asked",
        null,
        "outbound",
      ]);
      const again = await start("key of app");
      assert.deepEqual([again.call.id, again.question], [first.call.id, null]);
      const allowed = await settle(sql, first.call.id, true);
      assert.deepEqual([
        allowed.outcome,
        allowed.legs.map((leg) => [leg.call_id, leg.to_encrypted, leg.from]),
      ], [null, [[first.call.id, "ciphertext of app 1", a!.proxy_number]]]);
      // Nobody is asked a second time when that one answers.
      assert.equal((await answerCall(sql, first.call.id, "CAapp", true)).outcome, "bridge");

      const second = await start();
      const no = await settle(sql, second.call.id, false, "abuse");
      assert.deepEqual([no.outcome, no.legs], ["refused", []]);
      const row = await call(second.call.id);
      assert.deepEqual([row.status, row.outcome, row.ended_at !== null], [
        "canceled",
        "refused",
        true,
      ]);
      const third = await start();
      await sql`insert into public.sms_opt_outs (phone_hash, source) values ('hash of app 2', 'keyword')`;
      const late = await settle(sql, third.call.id, true);
      assert.deepEqual([late.outcome, late.legs], ["opted_out", []]);
      assert.equal((await call(third.call.id)).status, "canceled");
    });

    await t.step("keep a reason only as a code word of letters, and only if refused", async () => {
      const { seats: [a] } = await converse(["word 1", "word 2"]);
      const { call_id } = await asked("word 1", a!.proxy_number);
      assert.equal(await sqlstate(settle(sql, call_id, false, "Call 415-555-0123")), "23514");
      assert.equal(
        await sqlstate(
          sql`update public.phone_calls set refusal_reason = 'abuse' where id = ${call_id}`,
        ),
        "23514",
      );
    });

    await t.step("are ended by the sweep when nobody decides", async () => {
      const { seats: [a] } = await converse(["lost 1", "lost 2"]);
      const { call_id } = await asked("lost 1", a!.proxy_number, "CAnever decided");
      const lost =
        await sql`select call_id from masking.claim_lost_calls(1000, now() + interval '6 min')`;
      assert.ok(lost.some((row) => row.call_id === call_id));
      await recordCallStatus(sql, call_id, "CAnever decided", "failed");
      assert.equal((await call(call_id)).status, "failed");
    });
  } finally {
    await db.stop();
  }
});

async function settle(sql: Sql, callId: string, isAllowed: boolean, reason: string | null = null) {
  const [row] = await sql<{ plan: Plan }[]>`
    select masking.settle_call(
      call_id => ${callId}, is_allowed => ${isAllowed}, reason => ${reason}, max_seconds => 60) as plan`;
  return row!.plan;
}
