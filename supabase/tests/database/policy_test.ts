import assert from "node:assert/strict";
import type { Claim } from "../../functions/_shared/delivery/claim.ts";
import type { Ask } from "../../functions/_shared/policy/ask.ts";
import type { PolicyDecision } from "../../functions/_shared/policy/decide_policy.ts";
import { settleAsk } from "../../functions/_shared/policy/settle_ask.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";

Deno.test("The policy hook's decisions", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  let turn = 0;
  const now = new Date();
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  /** After what is settled by the clock of the database. */
  const soon = later(30);
  const HOUR = 3_600;
  const DAY = 24 * HOUR;

  /** People in a conversation, of whom the first texts the others under a policy. */
  const people = async (count = 2) => {
    turn++;
    const names = Array.from({ length: count }, (_, index) => `person ${index} of ${turn}`);
    const { id, participants } = await createConversation(
      sql,
      names.map((name) => person(name)),
      { now, expiresAt: later(60 * DAY) },
    );
    const proxy = participants[0]!.proxy_number;
    return {
      id,
      names,
      seats: participants.map((seat) => seat.id),
      say: (body: string, more: Partial<Parameters<typeof receiveMessage>[1]> = {}) =>
        receiveMessage(sql, { from: names[0]!, to: proxy, body, asksPolicy: true, now, ...more }),
    };
  };
  const settle = (ask: Ask | null, decision: PolicyDecision, body: string | null = null) =>
    settleAsk(sql, ask!, decision, body);
  const record = async (claim: { forward_id: string; attempt: number }, sid: string) =>
    (await sql<{ claims: Claim[] }[]>`
      select masking.record_send(${claim.forward_id}, ${claim.attempt}, 'sent', ${
      sql.json([sid])
    }, null, null, null, ${soon}) as claims`)[0]!.claims;
  const due = async (when: Date) =>
    (await sql<{ asks: Ask[] }[]>`select masking.claim_due_asks(100, ${when}) as asks`)[0]!.asks;
  const dueForwards = async (when: Date) =>
    (await sql`select masking.claim_due_forwards(100, ${when}) as claims`)[0]!.claims as Claim[];
  const forwards = async (message: string | null) =>
    (await sql`
      select status from public.sms_forwards where message_id = ${message} order by position`)
      .map((row) => row.status);
  const state = async (message: string | null) =>
    (await sql`select state, reason from public.policy_decisions where message_id = ${message}`)
      .map((row) => ({ ...row }))[0];
  const bodies = (claims: { body_encrypted: string }[]) => claims.map((c) => c.body_encrypted);
  const held = async (more: { state?: string } = {}) =>
    (await sql`
      select masking.list_held_messages('service:test', 100, ${more.state ?? null}) as held`)
      .map((row) => row.held);
  const release = async (
    message: string | null,
    changed: { body: string; parts: number } | null = null,
    when = soon,
  ) =>
    (await sql<{ claims: Claim[] }[]>`
      select claims from masking.release_message(
        ${message}, 'service:test', ${changed && changed.body}, ${
      changed && changed.parts
    }, 1, ${when})`)[
      0
    ]!.claims;
  const drop = async (message: string | null) =>
    (await sql`select masking.drop_message(${message}, 'service:test', ${soon}) as claims`)[0]!
      .claims as Claim[];
  /** Also of the numbers' turns: steps turn the clock back and forth. */
  const empty = () => sql`truncate public.sms_messages, public.phone_number_pace cascade`;

  try {
    await importNumbers(sql, 8);

    await t.step("ask for nothing where nobody asks for a policy", async () => {
      const two = await people();
      const { claims, ask, message_id } = await two.say("text", { asksPolicy: false });
      assert.deepEqual([bodies(claims), ask, await state(message_id)], [["text"], null, undefined]);
      const keyword = await two.say("STOP", { keyword: "opt_out" });
      assert.deepEqual([keyword.outcome, keyword.ask], ["opt_out", null]);
      await empty();
    });

    await t.step("are asked for once a message, with all that the hook is told", async () => {
      const three = await people(3);
      const { claims, ask, message_id } = await three.say("text", {
        media: [{ url_encrypted: "a" }, { url_encrypted: "b" }],
      });
      assert.deepEqual(claims, []);
      const { created_at: _, give_up_at: __, conversation, ...told } = ask!;
      assert.deepEqual(told, {
        message_id,
        attempt: 1,
        direction: "inbound",
        body_encrypted: "text",
        media_count: 2,
        prefix: "Guest 1: ",
        parts: 1,
        media_parts: 0,
        sender: { id: three.seats[0], label: "Guest 1", user_id: null },
        recipients: [
          { id: three.seats[1], label: "Guest 2", user_id: null },
          { id: three.seats[2], label: "Guest 3", user_id: null },
        ],
      });
      assert.deepEqual([conversation.id, conversation.mode], [three.id, "message"]);
      assert.deepEqual(await forwards(message_id), ["queued", "queued"]);
      assert.deepEqual([await due(later(59)), await dueForwards(later(DAY))], [[], []]);
      assert.deepEqual(bodies(await settle(ask, { state: "allowed" })), ["text", "text"]);
      await empty();
    });

    await t.step("set free what waits, in the order in which it came", async () => {
      const two = await people();
      const [one, other] = [await two.say("one"), await two.say("two")];
      // The second is decided first, and waits behind the first.
      assert.deepEqual(await settle(other.ask, { state: "allowed" }), []);
      const [first, ...more] = await settle(one.ask, { state: "allowed" });
      assert.deepEqual([first!.body_encrypted, more], ["one", []]);
      assert.deepEqual(bodies(await record(first!, "SMone")), ["two"]);
      await empty();
    });

    await t.step("count once: the first one, whoever brings it", async () => {
      const two = await people();
      const { ask, message_id } = await two.say("text");
      const [again] = await due(later(60));
      assert.deepEqual([again!.message_id, again!.attempt], [message_id, 2]);
      // The first one failed late: the second knows better when to ask again.
      assert.deepEqual(await settle(ask, { state: "pending", nextAttemptAt: later(61) }), []);
      assert.deepEqual(await due(later(119)), []);
      assert.equal((await settle(ask, { state: "allowed" })).length, 1);
      assert.deepEqual(await settle(again!, { state: "held", reason: "late" }), []);
      assert.deepEqual(
        await settle(again!, { state: "changed", body: "x", parts: 1, segments: 1 }, "x"),
        [],
      );
      assert.deepEqual([await state(message_id), await forwards(message_id)], [
        { state: "allowed", reason: null },
        ["sending"],
      ]);
      await empty();
    });

    await t.step("can be a change, which goes in as many parts as it needs", async () => {
      const three = await people(3);
      const { ask, message_id } = await three.say("long", {
        size: { length: 1_600, room: 0, segments_ucs2: 24 },
      });
      assert.equal(ask!.parts, 2);
      assert.equal((await forwards(message_id)).length, 4);
      const claims = await settle(
        ask,
        { state: "changed", body: "", parts: 1, segments: 1 },
        "new",
      );
      assert.deepEqual(claims.map((c) => [c.body_encrypted, c.part, c.parts]), [
        ["new", 1, 1],
        ["new", 1, 1],
      ]);
      assert.deepEqual(await forwards(message_id), ["sending", "sending"]);
      const kept = await sql`select body_encrypted from public.sms_messages`;
      assert.deepEqual(kept.map((row) => row.body_encrypted), ["new"]);
      await empty();
    });

    await t.step("that hold a text let those behind it go", async () => {
      const two = await people();
      const [one, other] = [await two.say("one"), await two.say("two")];
      await settle(other.ask, { state: "allowed" });
      const freed = await settle(one.ask, { state: "held", reason: "abuse" });
      assert.deepEqual(bodies(freed), ["two"]);
      assert.deepEqual([await state(one.message_id), await forwards(one.message_id)], [
        { state: "held", reason: "abuse" },
        ["held"],
      ]);
      assert.deepEqual([await due(later(DAY)), await dueForwards(later(10))], [[], []]);
      await empty();
    });

    await t.step(
      "that are late leave a text its whole day, and what waited behind it",
      async () => {
        const two = await people();
        const { ask } = await two.say("text", { now: later(-20 * HOUR) });
        const behind = await two.say("behind", { asksPolicy: false, now: later(-20 * HOUR) });
        assert.deepEqual(behind.claims, []);
        await settle(ask, { state: "allowed" });
        const left = await sql`
        select 1 from public.sms_forwards where give_up_at >= ${later(DAY)}`;
        assert.equal(left.length, 2);
        await empty();
      },
    );

    await t.step("are not asked for about a text that nobody may get", async () => {
      const two = await people();
      await sql`
        insert into public.sms_opt_outs (phone_hash, source) values (${`hash of ${two
        .names[1]!}`}, 'keyword')`;
      const { outcome, ask } = await two.say("text");
      assert.deepEqual([outcome, ask], ["opted_out", null]);
      await empty();
    });

    await t.step("keep a text from everybody's view but the service's", async () => {
      const user = crypto.randomUUID();
      await sql`insert into auth.users (id, email) values (${user}, 'viewer@example.com')`;
      const { id, participants } = await createConversation(sql, [
        person("a writer"),
        person("a viewer", { user_id: user }),
      ], { now: later(-60) });
      const { message_id, ask } = await receiveMessage(sql, {
        from: "a writer",
        to: participants[0]!.proxy_number,
        body: "secret text",
        asksPolicy: true,
      });
      const seen = async (viewer: string | null) =>
        (await sql`select masking.list_messages('service:test', ${id}, ${viewer}, 10) as m`)
          .map(({ m }) => m.body_encrypted);
      const exported = async () =>
        (await sql`select masking.export_person('service:test', 'hash of a viewer', null, 's') as e`)[
          0
        ]!.e.received.map((m: { body_encrypted: string }) => m.body_encrypted);
      for (const _ of ["pending", "held"]) {
        assert.deepEqual([await seen(user), await exported()], [[null], [null]]);
        assert.deepEqual(await seen(null), ["secret text"]);
        await settle(ask, { state: "held", reason: null });
      }
      const [{ e }] = await sql`
        select masking.export_person('service:test', 'hash of a writer', null, 's') as e` as never as [
        { e: { sent: { body_encrypted: string; policy: { state: string } }[] } },
      ];
      assert.deepEqual(e.sent.map((m) => [m.body_encrypted, m.policy.state]), [[
        "secret text",
        "held",
      ]]);
      await release(message_id);
      assert.deepEqual([await seen(user), await exported()], [["secret text"], ["secret text"]]);
      await empty();
    });

    await t.step("are listed while a text waits, with a row in the access audit", async () => {
      const [two, others] = [await people(), await people()];
      await settle((await two.say("one")).ask, { state: "held", reason: "abuse" });
      await two.say("two", { now: later(1) });
      await settle((await others.say("allowed")).ask, { state: "allowed" });
      assert.deepEqual(
        (await held()).map((m) => [m.body_encrypted, m.policy.state, m.policy.reason]),
        [["two", "pending", null], ["one", "held", "abuse"]],
      );
      assert.deepEqual(bodies(await held({ state: "held" })), ["one"]);
      const audit = await sql`
        select subject from public.access_audit where action = 'read_held_messages'`;
      assert.deepEqual(audit.map((row) => row.subject), [two.id, two.id]);
      const [{ health }] = await sql`select masking.policy_health() as health` as never as [
        { health: Record<string, unknown> },
      ];
      assert.deepEqual(
        [health.policy_pending, health.policy_held, health.policy_unanswered],
        [1, 1, 0],
      );
      await empty();
    });

    await t.step(
      "are overruled by the service: it releases a text, behind all that waits",
      async () => {
        const two = await people();
        const one = await two.say("one");
        await settle(one.ask, { state: "held", reason: null });
        const [sending] = await settle((await two.say("two")).ask, { state: "allowed" });
        await settle((await two.say("three")).ask, { state: "allowed" });
        assert.deepEqual(await release(one.message_id), []);
        const third = await record(sending!, "SMtwo");
        assert.deepEqual(bodies(third), ["three"]);
        assert.deepEqual(bodies(await record(third[0]!, "SMthree")), ["one"]);
        assert.equal(await sqlstate(release(one.message_id)), "MSKHM");
        assert.equal(await sqlstate(drop(one.message_id)), "MSKHM");
        assert.equal(await sqlstate(release(NOBODY)), "MSKHM");
        const [audited] = await sql`
        select subject, details from public.access_audit where action = 'release_message' order by id desc limit 1`;
        assert.deepEqual(audited!.subject, two.id);
        assert.deepEqual(audited!.details, { message_id: one.message_id, changed: false });
        await empty();
      },
    );

    await t.step("are overruled with another text, and while the hook is still asked", async () => {
      const two = await people();
      const { ask, message_id } = await two.say("one");
      assert.deepEqual(bodies(await release(message_id, { body: "new", parts: 1 })), ["new"]);
      assert.deepEqual(await settle(ask, { state: "held", reason: "late" }), []);
      assert.deepEqual([await state(message_id), await forwards(message_id)], [
        { state: "released", reason: null },
        ["sending"],
      ]);
      await empty();
    });

    await t.step("are not overruled after the end, nor for those who have gone", async () => {
      const three = await people(3);
      const { ask, message_id } = await three.say("text");
      await settle(ask, { state: "held", reason: null });
      await sql`select masking.remove_participant(${three.id}, ${three.seats[2]!}, null)`;
      assert.equal((await release(message_id)).length, 1);
      assert.deepEqual((await forwards(message_id)).toSorted(), ["sending", "suppressed"]);

      const two = await people();
      const held = await two.say("text");
      await settle(held.ask, { state: "held", reason: null });
      await sql`select masking.close_conversation(${two.id}, 'api', ${now})`;
      assert.equal(await sqlstate(release(held.message_id)), "MSKCL");
      await empty();
    });

    await t.step("are confirmed by the service: it drops a text for good", async () => {
      const two = await people();
      const one = await two.say("one");
      const other = await two.say("two");
      await settle(other.ask, { state: "allowed" });
      await sql`select masking.switch_events(true)`;
      assert.deepEqual(bodies(await drop(one.message_id)), ["two"]);
      const told = await sql`select type, data from public.outgoing_events`;
      assert.deepEqual(told.map(({ type, data }) => [type, data.message_id, data.reason]), [
        ["message.failed", one.message_id, "policy"],
      ]);
      await sql`select masking.switch_events(false)`;
      assert.deepEqual(await settle(one.ask, { state: "allowed" }), []);
      const [message] = await sql`
        select body_encrypted, outcome from public.sms_messages where id = ${one.message_id}`;
      assert.deepEqual({ ...message }, { body_encrypted: null, outcome: "blocked" });
      assert.deepEqual(await forwards(one.message_id), ["suppressed"]);
      assert.deepEqual(await held(), []);
      await empty();
    });

    await t.step("leave a dropped text where a legal hold keeps it", async () => {
      const two = await people();
      const { ask, message_id } = await two.say("evidence");
      await settle(ask, { state: "held", reason: null });
      await sql`insert into public.legal_holds (conversation_id, subject) values (${two.id}, 's')`;
      await drop(message_id);
      const [message] = await sql`
        select body_encrypted from public.sms_messages where id = ${message_id}`;
      assert.equal(message!.body_encrypted, "evidence");
      await sql`delete from public.legal_holds`;
      await empty();
    });

    await t.step("leave a text alone of which the recipient has said STOP meanwhile", async () => {
      const two = await people();
      const [one, other] = [await two.say("one"), await two.say("two")];
      await settle(other.ask, { state: "held", reason: null });
      await sql`select masking.stop_texting(${`hash of ${two.names[1]!}`}, 'c', 'keyword', null)`;
      await settle(one.ask, { state: "allowed" });
      await release(other.message_id);
      assert.deepEqual(
        [await forwards(one.message_id), await forwards(other.message_id)],
        [["suppressed"], ["suppressed"]],
      );
      await empty();
    });

    await t.step("do not keep a text from being brought under another key", async () => {
      const two = await people();
      await two.say("v1.old.iv.text");
      await settle((await two.say("v1.old.iv.other")).ask, { state: "held", reason: null });
      const left = await sql`select body_encrypted from masking.bodies_under_key('old', 10)`;
      assert.deepEqual(bodies(left as never).toSorted(), ["v1.old.iv.other", "v1.old.iv.text"]);
      await empty();
    });

    await t.step("keep a held text a week longer than others, then it is gone", async () => {
      const two = await people();
      const { ask, message_id } = await two.say("old", { now: later(-8 * DAY) });
      await settle(ask, { state: "held", reason: null });
      const redact = async (days: number) =>
        (await sql`select masking.redact_bodies(10, ${later(-days * DAY)}) as count`)[0]!.count;
      assert.equal(await redact(2), 0);
      assert.equal((await held()).length, 1);
      assert.equal(await redact(0), 1);
      assert.deepEqual(await held(), []);
      assert.equal(await sqlstate(release(message_id)), "MSKHM");
      await empty();
    });

    await t.step("go with the person who sent the text", async () => {
      const three = await people(3);
      const [one, other] = [await three.say("one"), await three.say("two")];
      await settle(one.ask, { state: "held", reason: "abuse" });
      await sql`
        select masking.erase_person('service:test', ${`hash of ${three
        .names[0]!}`}, null, 's', '[]', '[]')`;
      assert.deepEqual(await held(), []);
      assert.equal((await sql`select 1 from public.policy_decisions`).length, 0);
      assert.deepEqual(await settle(other.ask, { state: "allowed" }), []);
    });
  } finally {
    await db.stop();
  }
});
