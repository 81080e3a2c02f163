import assert from "node:assert/strict";
import { inOneTrip } from "../../functions/_shared/db/in_one_trip.ts";
import { type Creation, NO_CREATION } from "../../functions/_shared/strangers/connect_stranger.ts";
import { type Plan, receiveCall, recordCallStatus } from "../support/calls.ts";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { strangerCreation } from "../support/stranger_creation.ts";
import { createTestDatabase } from "../support/test_database.ts";

const NUMBER = "+14155550100";

Deno.test("What the app says of strangers who call", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const inOne = inOneTrip(sql);
  let turn = 0;
  const call = async (more: Partial<Parameters<typeof receiveCall>[1]> = {}) => {
    const name = `caller ${++turn}`;
    const plan = await receiveCall(sql, { from: name, to: NUMBER, ...more });
    return { name, plan, id: plan.call_id };
  };
  const look = async (id: string, name: string, number = NUMBER) =>
    (await sql<{ asks_since: Date | null; plan: Plan | null }[]>`
      select * from masking.ask_about_call(${id}, ${number}, ${`hash of ${name}`}, 60)`)[0]!;
  const settle = async (id: string, name: string, made: Creation, asksPolicy = false) =>
    (await inOne<{ plan: Plan }>`
      select masking.settle_stranger_call(
        call_id => ${id}, to_number => ${NUMBER}, from_hash => ${`hash of ${name}`},
        conversation => case
          when masking.is_asking(message_id => null, call_id => ${id}) then ${made.call} end,
        max_seconds => 60, asks_policy => ${asksPolicy}) as plan
      from masking.known_hashes(items => ${made.people}) as known(people)`)[0]!.plan;

  try {
    await importNumbers(sql, 6);

    await t.step("is asked for while they are on the line, and connects them once", async () => {
      const { name, plan, id } = await call();
      assert.equal(plan.outcome, "no_conversation");
      assert.ok((await look(id, name)).asks_since);
      const settled = await settle(id, name, strangerCreation(name, NUMBER, "seller"));
      assert.deepEqual(
        [settled.outcome, settled.repeated, settled.legs.map(({ to_encrypted }) => to_encrypted)],
        ["bridge", false, ["ciphertext of seller"]],
      );
      // The other webhook of the same call, before it asks and after.
      const { asks_since, plan: found } = await look(id, name);
      assert.deepEqual([asks_since, found!.outcome, found!.repeated], [null, "bridge", true]);
      const again = await settle(id, name, strangerCreation(name, NUMBER, "another seller"));
      assert.deepEqual(
        [again.repeated, again.conversation_id, again.legs],
        [true, settled.conversation_id, settled.legs],
      );
      const strangers = await sql`
        select from public.phone_conversation_participants where phone_hash = 'hash of another seller'`;
      assert.equal(strangers.length, 0);
    });

    await t.step("comes to a conversation that was made meanwhile", async () => {
      const { name, id } = await call();
      const { id: made } = await createConversation(
        sql,
        [person(name, { proxy_number: NUMBER }), person("quick seller")],
        { mode: "voice" },
      );
      const refused = settle(id, name, strangerCreation(name, NUMBER, "slow seller"));
      assert.equal(await sqlstate(refused), "MSKNT");
      assert.equal((await settle(id, name, NO_CREATION)).conversation_id, made);
    });

    await t.step("waits for the policy hook as any call", async () => {
      const { name, id } = await call();
      const { outcome, legs } = await settle(
        id,
        name,
        strangerCreation(name, NUMBER, "asked seller"),
        true,
      );
      assert.deepEqual([outcome, legs], ["asked", []]);
    });

    await t.step("makes nothing of a call that has ended, or is somebody's", async () => {
      const { name, id } = await call({ sid: "CAended" });
      await recordCallStatus(sql, null, "CAended", "completed");
      assert.equal((await look(id, name)).asks_since, null);
      await settle(id, name, strangerCreation(name, NUMBER, "late seller"));
      const late = await sql`
        select from public.phone_conversation_participants where phone_hash = 'hash of late seller'`;
      assert.equal(late.length, 0);

      const withheld = await call({ from: null });
      const { asks_since, plan } = await look(withheld.id, "nobody");
      assert.deepEqual([asks_since, plan!.outcome], [null, "anonymous"]);
    });

    await t.step(
      "is not asked for of who has opted out, is blocked, or calls too often",
      async () => {
        const silent = await call();
        await sql`insert into public.sms_opt_outs (phone_hash, phone_encrypted, source)
        values (${`hash of ${silent.name}`}, 'c', 'keyword')`;
        assert.equal((await look(silent.id, silent.name)).asks_since, null);
        const blocked = await call();
        await sql`insert into public.phone_blocks (blocker_hash, blocked_hash)
        values ('somebody', ${`hash of ${blocked.name}`})`;
        assert.equal((await look(blocked.id, blocked.name)).asks_since, null);
        const outside = await call({ to: "+14155550198" });
        assert.equal((await look(outside.id, outside.name, "+14155550198")).asks_since, null);

        const often = await call();
        const asks = [];
        for (let n = 0; n < 12; n++) {
          asks.push((await look(often.id, often.name)).asks_since !== null);
        }
        assert.deepEqual(asks, [...Array(10).fill(true), false, false]);
      },
    );
  } finally {
    await db.stop();
  }
});
