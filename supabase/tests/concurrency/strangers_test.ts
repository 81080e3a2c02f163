import assert from "node:assert/strict";
import { inOneTrip } from "../../functions/_shared/db/in_one_trip.ts";
import { type Creation, NO_CREATION } from "../../functions/_shared/strangers/connect_stranger.ts";
import { settleStranger } from "../../functions/_shared/strangers/settle_stranger.ts";
import type { StrangerAsk } from "../../functions/_shared/strangers/stranger_ask.ts";
import { receiveCall } from "../support/calls.ts";
import { importNumbers, receiveMessage } from "../support/people.ts";
import { strangerCreation } from "../support/stranger_creation.ts";
import { createTestDatabase } from "../support/test_database.ts";

const NUMBER = "+14155550100";

Deno.test("Texts, repeated webhooks, answers, sweeps, a call and a STOP of strangers at once", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  const inOne = inOneTrip(sql);

  const creation = (name: string, seller: string) => strangerCreation(name, NUMBER, seller);
  /** Somebody has connected the stranger meanwhile: then the conversation that is there will do. */
  const orSeated = async <T>(settle: (creation: Creation) => Promise<T>, made: Creation) => {
    try {
      return await settle(made);
    } catch (error) {
      if ((error as { code?: string }).code !== "MSKNT") throw error;
      return await settle(NO_CREATION);
    }
  };
  const connect = (ask: StrangerAsk, name: string, seller: string) =>
    orSeated(
      (made) => settleStranger(sql, ask, { action: "connect" }, false, made),
      creation(name, seller),
    );
  const connectCall = (callId: string, name: string, seller: string) =>
    orSeated(async (made) => {
      const [row] = await inOne<{ plan: { conversation_id: string; legs: unknown[] } }>`
        select masking.settle_stranger_call(
          call_id => ${callId}, to_number => ${NUMBER}, from_hash => ${`hash of ${name}`},
          conversation => case
            when masking.is_asking(message_id => null, call_id => ${callId}) then ${made.call} end,
          max_seconds => 60, asks_policy => false) as plan
        from masking.known_hashes(items => ${made.people}) as known(people)`;
      return row!.plan;
    }, creation(name, seller));
  const sweep = async (name: string) => {
    const [row] = await sql<{ asks: StrangerAsk[] }[]>`
      select masking.claim_due_strangers(100, now() + interval '2 min') as asks`;
    await Promise.all(
      row!.asks.map((ask, n) =>
        connect(ask, ask.phone_encrypted.replace("ciphertext of ", ""), `swept ${n} of ${name}`)
      ),
    );
  };

  try {
    await importNumbers(sql, 6, { segments_per_second: 10_000 });
    for (let round = 0; round < 25; round++) {
      const name = `stranger ${round}`;
      const text = async (n: number) => {
        const { stranger } = await receiveMessage(sql, {
          from: name,
          to: NUMBER,
          sid: `SM${round} ${n}`,
          body: `text ${n}`,
          asksStrangers: true,
        });
        if (!stranger) return;
        await Promise.all([
          connect(stranger, name, `one ${n} of ${name}`),
          connect(stranger, name, `other ${n} of ${name}`),
        ]);
      };
      const call = async () => {
        const { call_id, outcome } = await receiveCall(sql, { from: name, to: NUMBER });
        if (outcome !== "no_conversation") return;
        const plans = await Promise.all([
          connectCall(call_id, name, `called by ${name}`),
          connectCall(call_id, name, `also called by ${name}`),
        ]);
        assert.deepEqual(plans.map(({ legs }) => legs.length), [1, 1]);
      };
      await Promise.all([
        ...[0, 0, 1, 2, 1].map(text),
        ...(round % 2 === 0 ? [call(), call()] : []),
        sweep(name),
        text(3),
        sweep(name),
      ]);
      await sweep(name);

      const seats = await sql`
        select conversation_id as id from public.phone_conversation_participants
        where phone_hash = ${`hash of ${name}`}`;
      assert.equal(seats.length, 1);
      const kept = await sql`
        select m.outcome, count(f.id)::int as forwards from public.sms_messages m
        left join public.sms_forwards f on f.message_id = m.id
        where m.provider_sid like ${`SM${round} %`} and m.conversation_id = ${seats[0]!.id}
        group by m.id`;
      assert.deepEqual(
        kept.map((row) => [row.outcome, row.forwards]),
        Array(4).fill(["forwarded", 1]),
      );
      assert.equal((await sql`select from public.stranger_asks`).length, 0);
      const conversations = await sql`select from public.phone_conversations`;
      assert.equal(conversations.length, round + 1);
    }

    // A STOP in between is heeded whichever comes first, and nobody waits for the other for ever.
    for (let round = 0; round < 10; round++) {
      const name = `silent ${round}`;
      const { stranger } = await receiveMessage(sql, {
        from: name,
        to: NUMBER,
        asksStrangers: true,
      });
      const [settled] = await Promise.all([
        connect(stranger!, name, `seller of ${name}`),
        sql`select masking.stop_texting(${`hash of ${name}`}, 'c', 'keyword', null)`,
        sql`select masking.erase_person('system', ${`hash of nobody ${round}`}, null, 's', '[]', '[]')`,
      ]);
      assert.equal(settled.is_settled, true);
      assert.equal((await sql`select from public.stranger_asks`).length, 0);
    }
  } finally {
    await db.stop();
  }
});
