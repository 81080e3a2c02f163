import assert from "node:assert/strict";
import type { Creation } from "../../functions/_shared/strangers/connect_stranger.ts";
import {
  settleStranger,
  type Settling,
} from "../../functions/_shared/strangers/settle_stranger.ts";
import type { StrangerAsk } from "../../functions/_shared/strangers/stranger_ask.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { strangerCreation } from "../support/stranger_creation.ts";
import { createTestDatabase } from "../support/test_database.ts";

const CONNECT = { action: "connect" } as const;

Deno.test("What the app says of strangers who text", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  let turn = 0;
  const now = new Date();
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

  /** Somebody who texts a number of ours. */
  const stranger = (number = "+14155550100") => {
    const name = `stranger ${++turn}`;
    return {
      name,
      number,
      say: (body: string, more: Partial<Parameters<typeof receiveMessage>[1]> = {}) =>
        receiveMessage(sql, { from: name, to: number, body, asksStrangers: true, now, ...more }),
    };
  };
  const settle = (
    ask: StrangerAsk | null,
    decision: Settling,
    made?: Creation,
    asksPolicy = false,
  ) => settleStranger(sql, ask!, decision, asksPolicy, made);
  const due = async (when: Date) =>
    (await sql<
      { asks: StrangerAsk[] }[]
    >`select masking.claim_due_strangers(100, ${when}) as asks`)[
      0
    ]!.asks;
  const message = async (id: string | null) =>
    ({
      ...(await sql`
      select outcome, conversation_id, body_encrypted, media, segments, provider_sid
      from public.sms_messages where id = ${id}`)[0],
    }) as Record<string, unknown>;
  const waiting = async () => (await sql`select from public.stranger_asks`).length;
  const bodies = (claims: { body_encrypted: string }[]) => claims.map((c) => c.body_encrypted);

  try {
    await importNumbers(sql, 6, { segments_per_second: 10_000 });

    await t.step("is asked for only where the app wants to be asked, of pool numbers", async () => {
      const off = await stranger().say("text", { asksStrangers: false });
      assert.deepEqual([off.outcome, off.stranger, off.may_answer], [
        "no_conversation",
        null,
        true,
      ]);
      const elsewhere = await stranger("+14155550198").say("text");
      assert.deepEqual([elsewhere.stranger, elsewhere.may_answer], [null, true]);
      assert.equal(await waiting(), 0);
    });

    await t.step("is asked for once, while the text is kept encrypted", async () => {
      const eve = stranger();
      const { outcome, stranger: ask, may_answer, message_id } = await eve.say("text", {
        media: [{ url_encrypted: "a" }],
        segments: 2,
      });
      assert.deepEqual([outcome, may_answer], ["no_conversation", false]);
      const { created_at: _, provider_sid, ...told } = ask!;
      assert.deepEqual(told, {
        message_id,
        attempt: 1,
        number: eve.number,
        phone_encrypted: `ciphertext of ${eve.name}`,
        is_seated: false,
      });
      assert.deepEqual(await message(message_id), {
        outcome: "asking",
        conversation_id: null,
        body_encrypted: "text",
        media: [{ url_encrypted: "a" }],
        segments: 2,
        provider_sid,
      });
      const deletions = async () =>
        (await sql`select from public.carrier_deletions where provider_sid = ${provider_sid}`)
          .length;
      assert.equal(await deletions(), 0);
      // Also where texts are dropped as soon as they are sent.
      await sql`select masking.redact_bodies(100, ${later(60)})`;
      assert.equal((await message(message_id)).body_encrypted, "text");
      assert.deepEqual(await due(later(59)), []);
      const [again] = await due(later(61));
      assert.deepEqual([again!.message_id, again!.attempt], [message_id, 2]);

      const settled = await settle(ask, { action: "ignore" });
      assert.deepEqual({ ...settled }, {
        is_settled: true,
        may_answer: false,
        conversation_id: null,
        claims: [],
        asks: [],
      });
      assert.deepEqual(await message(message_id), {
        outcome: "no_conversation",
        conversation_id: null,
        body_encrypted: null,
        media: [],
        segments: 1,
        provider_sid,
      });
      assert.equal(await deletions(), 1);
      // The second answer comes too late, and so does the carrier's repetition.
      const second = await settle(
        again!,
        CONNECT,
        strangerCreation(eve.name, eve.number, "too late"),
      );
      assert.deepEqual([second.is_settled, second.claims], [false, []]);
      assert.deepEqual(
        [...await sql`select from public.phone_conversation_participants where phone_hash = 'hash of too late'`],
        [],
      );
      const repeated = await eve.say("text", { sid: provider_sid });
      assert.deepEqual([repeated.outcome, repeated.stranger], ["duplicate", null]);
    });

    await t.step("answers in the app's words, or once a day in ours", async () => {
      const eve = stranger();
      const answers = [];
      for (const action of ["answer", "say", "answer", "say"] as const) {
        const { stranger: ask } = await eve.say(action);
        answers.push((await settle(ask, { action })).may_answer);
      }
      assert.deepEqual(answers, [true, true, false, true]);
    });

    await t.step("relays the text under its id, and the next ones without asking", async () => {
      const eve = stranger();
      const { stranger: ask, message_id } = await eve.say("one", {
        media: [{ url_encrypted: "a" }],
      });
      const made = strangerCreation(eve.name, eve.number, "seller");
      const settled = await settle(ask, CONNECT, made);
      assert.deepEqual([settled.is_settled, settled.may_answer, bodies(settled.claims)], [
        ...[true, false, ["one"]],
      ]);
      const kept = await message(message_id);
      assert.deepEqual([kept.outcome, kept.conversation_id, kept.body_encrypted], [
        ...["forwarded", settled.conversation_id, "one"],
      ]);
      assert.deepEqual([
        ...await sql`select from public.media_deletions where path like ${`${message_id}%`}`,
      ], []);
      assert.equal(await waiting(), 0);
      const next = await eve.say("two");
      assert.deepEqual([next.outcome, next.conversation_id], [
        "forwarded",
        settled.conversation_id,
      ]);
      const again = await settle(ask, CONNECT, made);
      assert.deepEqual([again.is_settled, again.claims], [false, []]);
    });

    await t.step("waits behind an earlier text, and takes it along", async () => {
      for (const action of ["connect", "answer"] as const) {
        const eve = stranger();
        const { stranger: ask } = await eve.say("one");
        const rider = await eve.say("two");
        assert.deepEqual([rider.stranger, rider.may_answer], [null, false]);
        const elsewhere = await eve.say("elsewhere", { to: "+14155550103" });
        assert.ok(elsewhere.stranger);
        assert.deepEqual((await due(later(61))).map(({ message_id }) => message_id).toSorted(), [
          ...[ask!.message_id, elsewhere.stranger.message_id].toSorted(),
        ]);
        await settle(
          { ...ask!, attempt: 2 },
          { action },
          strangerCreation(eve.name, eve.number, `seller of ${eve.name}`),
        );
        assert.equal(await waiting(), 1);
        assert.deepEqual(
          [(await message(ask!.message_id)).outcome, (await message(rider.message_id)).outcome],
          action === "connect"
            ? ["forwarded", "forwarded"]
            : ["no_conversation", "no_conversation"],
        );
        const forwards = await sql`
          select m.body_encrypted, f.status from public.sms_forwards f
          join public.sms_messages m on m.id = f.message_id
          where m.id in (${ask!.message_id}, ${rider.message_id!}) order by f.position`;
        assert.deepEqual(
          forwards.map((row) => [row.body_encrypted, row.status]),
          action === "connect" ? [["one", "sending"], ["two", "queued"]] : [],
        );
        await settle(elsewhere.stranger, { action: "ignore" });
      }
    });

    await t.step("is asked again where there was no answer, by the later one's time", async () => {
      const eve = stranger();
      const { stranger: ask } = await eve.say("text");
      const [second] = await due(later(61));
      const early = { action: "pending", nextAttemptAt: later(100) } as const;
      assert.equal((await settle(ask, early)).is_settled, false);
      assert.deepEqual(await due(later(120)), []);
      await settle(second!, { action: "pending", nextAttemptAt: later(130) });
      const [third] = await due(later(131));
      assert.equal(third!.attempt, 3);
      await settle(third!, { action: "ignore" });
    });

    await t.step("goes to a conversation that was made meanwhile, and makes no other", async () => {
      const eve = stranger();
      const { stranger: ask } = await eve.say("text");
      const { id } = await createConversation(sql, [
        person(eve.name, { proxy_number: eve.number }),
        person("quick seller"),
      ]);
      assert.equal((await due(later(61)))[0]!.is_seated, true);
      const made = strangerCreation(eve.name, eve.number, "slow seller");
      const settled = await settle(ask, CONNECT, made);
      assert.deepEqual([settled.conversation_id, bodies(settled.claims)], [id, ["text"]]);
      assert.deepEqual(
        [...await sql`select from public.phone_conversation_participants where phone_hash = 'hash of slow seller'`],
        [],
      );
    });

    await t.step("connects nobody who has opted out, or for calls only", async () => {
      const eve = stranger();
      const { stranger: ask, message_id } = await eve.say("text");
      await sql`insert into public.sms_opt_outs (phone_hash, phone_encrypted, source)
        values (${`hash of ${eve.name}`}, 'c', 'keyword')`;
      const silent = await settle(
        ask,
        CONNECT,
        strangerCreation(eve.name, eve.number, "seller for Eve"),
      );
      assert.deepEqual([silent.is_settled, silent.may_answer, silent.conversation_id], [
        ...[true, false, null],
      ]);
      assert.equal((await message(message_id)).body_encrypted, null);
      assert.equal((await eve.say("again")).outcome, "opted_out");

      const dan = stranger();
      const asked = await dan.say("text");
      await createConversation(sql, [
        person(dan.name, { proxy_number: dan.number }),
        person("caller"),
      ], { mode: "voice" });
      const spoken = await settle(asked.stranger, CONNECT);
      assert.deepEqual([spoken.may_answer, spoken.conversation_id], [true, null]);
    });

    await t.step("is not asked for of keywords, blocked people, and floods", async () => {
      const eve = stranger();
      for (const keyword of ["opt_in", "help", "block", "leave", "mute"]) {
        assert.equal((await eve.say(keyword, { keyword })).stranger, null, keyword);
      }
      const yes = await eve.say("yes", { keyword: "opt_in_when_opted_out" });
      await settle(yes.stranger, { action: "ignore" });
      const dan = stranger();
      await sql`insert into public.phone_blocks (blocker_hash, blocked_hash) values ('x', ${`hash of ${dan.name}`})`;
      assert.equal((await dan.say("text")).stranger, null);
      const loop = await receiveMessage(sql, {
        from: "pool number 1",
        to: eve.number,
        asksStrangers: true,
      });
      assert.deepEqual([loop.outcome, loop.stranger], ["loop", null]);

      const fay = stranger();
      const asks = [];
      for (let n = 0; n < 12; n++) {
        const { stranger: ask } = await fay.say(`text ${n}`);
        asks.push(ask !== null);
        if (ask) await settle(ask, { action: "ignore" });
      }
      assert.deepEqual(asks, [...Array(10).fill(true), false, false]);
      assert.ok((await fay.say("an hour later", { now: later(3_601) })).stranger);

      await sql`update public.rate_limits set count = 300, window_start = ${now} where id = 'strangers'`;
      assert.equal((await stranger().say("one too many")).stranger, null);
      assert.ok((await stranger().say("a minute later", { now: later(61) })).stranger);
      await sql`delete from public.stranger_asks`;
    });

    await t.step("goes with the person's erasure, and is in the export before", async () => {
      const eve = stranger();
      const { stranger: ask, message_id } = await eve.say("text");
      const hash = `hash of ${eve.name}`;
      const [row] = await sql`select masking.export_person('system', ${hash}, null, 's') as export`;
      assert.deepEqual(
        row!.export.asked_about.map((text: Record<string, unknown>) => [
          ...[text.id, text.number, text.body_encrypted],
        ]),
        [[message_id, eve.number, "text"]],
      );
      await sql`select masking.erase_person('system', ${hash}, null, 's', '[]', '[]')`;
      assert.equal(await waiting(), 0);
      assert.equal((await message(message_id)).body_encrypted, null);
      const settled = await settle(ask, CONNECT, strangerCreation(eve.name, eve.number, "seller"));
      assert.equal(settled.is_settled, false);
    });

    await t.step("is forgotten in a database that was restored", async () => {
      const { message_id } = await stranger().say("text");
      await sql`select masking.after_restore()`;
      assert.equal(await waiting(), 0);
      assert.equal((await message(message_id)).outcome, "no_conversation");
    });

    await t.step("waits for the policy hook like any text", async () => {
      const eve = stranger();
      const { stranger: ask, message_id } = await eve.say("text");
      const settled = await settle(
        ask,
        CONNECT,
        strangerCreation(eve.name, eve.number, "guarded"),
        true,
      );
      assert.deepEqual([settled.claims, settled.asks.map((a) => a.message_id)], [[], [message_id]]);
    });

    await t.step("may be kept by the functions' role alone", async () => {
      for (const role of ["anon", "authenticated", "service_role"]) {
        const attempt = sql.begin(async (tx) => {
          await tx.unsafe(`set local role ${role}`);
          await tx`select * from public.stranger_asks`;
        });
        assert.equal(await sqlstate(attempt), "42501", role);
      }
    });
  } finally {
    await db.stop();
  }
});
