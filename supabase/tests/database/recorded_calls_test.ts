import assert from "node:assert/strict";
import { receiveCall } from "../support/calls.ts";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const DAY = 86_400_000;

Deno.test("Recorded calls", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (days: number) => new Date(now.getTime() + days * DAY);
  /** Two who talk: their conversation, the call and the leg. */
  const talk = async (name: string) => {
    const { id, participants } = await createConversation(
      sql,
      [person(`${name} 1`), person(`${name} 2`)],
      { mode: "voice", now },
    );
    await sql`update public.phone_conversations set record_calls = true where id = ${id}`;
    const plan = await receiveCall(sql, {
      from: `${name} 1`,
      to: participants[0]!.proxy_number,
      now,
    });
    return { id, plan, leg: plan.legs[0]!.call_id };
  };
  const accept = (leg: string) =>
    sql`select masking.answer_call(${leg}, ${`CA${leg}`}, true, 3600, ${now})`;
  const keep = async (leg: string, sid: string, accepted = true) =>
    (await sql`select masking.keep_recording(${leg}, ${accepted}, ${sid}, 61, ${
      at(3)
    }, ${now}) as kept`)[
      0
    ]!.kept;
  const find = async (id: string, callId: string, when = at(1)) =>
    (await sql`select masking.find_recording('service:test', ${id}, ${callId}, ${when}) as found`)[
      0
    ]!
      .found;
  const deleted = async () =>
    (await sql`select provider_sid from public.carrier_deletions where provider_sid like 'RE%' order by 1`)
      .map((row) => row.provider_sid);
  const expire = async (when: Date) =>
    (await sql`select masking.expire_recordings(100, ${when}) as n`)[0]!.n;
  const clear = () => sql`delete from public.carrier_deletions`;
  try {
    await importNumbers(sql, 8);

    await t.step("the plan says that a call is recorded, off by default", async () => {
      const { plan } = await talk("plan");
      assert.equal(plan.record_calls, true);
      const { participants } = await createConversation(sql, [person("x"), person("y")], {
        mode: "voice",
      });
      const other = await receiveCall(sql, { from: "x", to: participants[0]!.proxy_number });
      assert.equal(other.record_calls, false);
      const stranger = await receiveCall(sql, { from: "z", to: participants[0]!.proxy_number });
      assert.equal(stranger.record_calls, false);
    });

    await t.step(
      "one that nobody accepted is only deleted, one that was is kept once",
      async () => {
        const { id, plan, leg } = await talk("once");
        assert.equal(await keep(leg, "REearly"), false);
        await accept(leg);
        assert.deepEqual(
          [await keep(leg, "REkept"), await keep(leg, "REkept"), await keep(leg, "REsecond")],
          [true, false, false],
        );
        assert.equal(await keep(leg, "REmail", false), false);
        assert.deepEqual(await deleted(), ["REearly", "REmail", "REsecond"]);
        const found = await find(id, plan.call_id);
        assert.deepEqual([found.leg_id, found.seconds], [leg, 61]);
        const [shown] = await sql`select masking.list_calls(${id}, null, 10) as call`;
        assert.equal(shown!.call.recording.seconds, 61);
        await clear();
      },
    );

    await t.step("whoever gets it, and whoever opens it, is audited", async () => {
      const { id, plan, leg } = await talk("audit");
      await accept(leg);
      assert.equal(await sqlstate(find(id, plan.call_id)), "MSKRE");
      await keep(leg, "REaudit");
      await find(id, plan.call_id);
      assert.equal(await sqlstate(find(crypto.randomUUID(), plan.call_id)), "MSKCN");
      assert.equal(await sqlstate(find(id, plan.call_id, at(3))), "MSKRE");
      await sql`select masking.open_voicemail(${leg}, ${at(1)})`;
      const rows = await sql`
        select actor, action from public.access_audit where subject in (${id}, ${leg}) order by id`;
      assert.deepEqual(rows.map((row) => [row.actor, row.action]), [
        ["service:test", "link_recording"],
        ["system", "open_recording"],
      ]);
      assert.equal(await expire(at(3)), 2);
      await clear();
    });

    await t.step("a legal hold keeps it beyond its time", async () => {
      const { id, leg } = await talk("hold");
      await accept(leg);
      await keep(leg, "REhold");
      await sql`insert into public.legal_holds (conversation_id, subject) values (${id}, 's')`;
      assert.equal(await expire(at(4)), 0);
      await sql`delete from public.legal_holds`;
      assert.equal(await expire(at(4)), 1);
      assert.deepEqual(await deleted(), ["REhold"]);
      await clear();
    });

    await t.step("it goes with either of the two, and what comes later too", async () => {
      for (const who of [1, 2]) {
        const { leg } = await talk(`erase${who}`);
        await accept(leg);
        await keep(leg, `REerase${who}`);
        const late = await talk(`erase${who}`);
        await accept(late.leg);
        await sql`
          select masking.erase_person('service:test', ${`hash of erase${who} ${who}`}, null, 's', '[]', '[]')`;
        assert.equal(await keep(late.leg, `RElate${who}`), false);
        assert.deepEqual(await deleted(), [`REerase${who}`, `RElate${who}`]);
        await clear();
      }
    });

    await t.step(
      "it goes with the conversation that is dropped, and what comes later too",
      async () => {
        const { id, leg } = await talk("drop");
        await accept(leg);
        await keep(leg, "REdrop");
        await sql`select masking.update_conversation(${id}, null, '{"status":"closed"}', null, ${now})`;
        await sql`select masking.release_bindings(1000, ${at(10)})`;
        assert.equal(await expire(at(1)), 0);
        await sql`select masking.drop_conversations(1000, ${at(1)}, ${at(1)})`;
        assert.equal(await expire(at(1)), 1);
        assert.equal(await keep(leg, "RElate"), false);
        assert.deepEqual(await deleted(), ["REdrop", "RElate"]);
      },
    );
  } finally {
    await db.stop();
  }
});
