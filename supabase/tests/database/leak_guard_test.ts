import assert from "node:assert/strict";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Claim = Awaited<ReturnType<typeof receiveMessage>>["claims"][number];

Deno.test("The leak guard", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date();
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  let turn = 0;

  /** Two or more people under a policy; the first of them texts. */
  const people = async (leakPolicy: string, others = 1, createdBy: string | null = null) => {
    turn++;
    const from = `from ${turn}`;
    const conversation = await createConversation(sql, [
      person(from),
      ...Array.from({ length: others }, (_, n) => person(`to ${turn}.${n}`)),
    ], { now, leakPolicy, createdBy, expiresAt: null });
    const to = conversation.participants[0]!.proxy_number;
    const text = async (body: string, when = now) => {
      await sql`delete from public.phone_number_pace`;
      return await receiveMessage(sql, { from, to, body, now: when });
    };
    return { ...conversation, from, text };
  };
  const settle = async (claim: Claim, verdict: string, body: string | null = null, when = now) =>
    (await sql`
      select masking.settle_guard(${claim.guard!.message_id}, ${verdict}, ${body},
        ${
      verdict === "warned" || verdict === "blocked" ? sql.json({ default: "the notice" }) : null
    }, ${when}) as kept`)[
      0
    ]!.kept;
  const recordSend = async (claim: Claim, result: string, sids: string[] = [], when = now) =>
    (await sql<{ claims: Claim[] }[]>`
      select masking.record_send(${claim.forward_id}, ${claim.attempt}, ${result}, ${
      sql.json(sids)
    }, null, null, null, ${when}) as claims`)[0]!.claims;
  const claimDue = async (when: Date) => {
    await sql`delete from public.phone_number_pace`;
    return (await sql<
      { claims: Claim[] }[]
    >`select masking.claim_due_forwards(100, ${when}) as claims`)[0]!.claims;
  };
  const statuses = async (id: string) =>
    (await sql`select status from public.sms_forwards where conversation_id = ${id} order by position`)
      .map((row) => row.status);
  const leaks = async (id: string, viewer: string | null = null) =>
    (await sql`select masking.get_conversation(${id}, ${viewer}) as view`)[0]!.view.leaks;
  const bodies = async (id: string) =>
    (await sql`select masking.list_messages('system', ${id}, null, 10) as message`).map((row) =>
      row.message.body_encrypted
    ).toReversed();

  try {
    await importNumbers(sql, 8);

    await t.step("leaves texts alone where the policy is allow", async () => {
      const { id, text } = await people("allow");
      const { claims: [claim], message_id } = await text("hello");
      assert.deepEqual([claim!.guard, claim!.body_encrypted], [null, "hello"]);
      const [message] = await sql`select * from public.sms_messages where id = ${message_id}`;
      assert.equal(message!.leak_guard, null);
      assert.deepEqual(await bodies(id), ["hello"]);
      assert.deepEqual(await leaks(id), { warned: 0, redacted: 0, blocked: 0 });
    });

    await t.step("hands out a text to be judged with what its sender sent before it", async () => {
      const { text, participants, id } = await people("redact");
      for (const [index, body] of ["one", "two", "three", "four"].entries()) {
        const { claims: [claim] } = await text(body, at(index));
        await settle(claim!, "clean");
        await recordSend(claim!, "sent", [`SM${turn}${index}`]);
      }
      await receiveMessage(sql, {
        from: `to ${turn}.0`,
        to: participants[1]!.proxy_number,
        body: "of the other one",
        now: at(4),
      });
      const { claims: [claim] } = await text("five", at(5));
      assert.deepEqual(claim!.guard, {
        message_id: claim!.guard!.message_id,
        policy: "redact",
        earlier_encrypted: ["two", "three", "four"],
      });
      await recordSend(claim!, "failed");
      assert.ok((await statuses(id)).includes("failed"));
    });

    await t.step("sees the order of the commits where two texts come at once", async () => {
      const { text } = await people("block");
      // The second has the earlier time, as when it had to wait for the first.
      await text("first half", at(1));
      const second = await text("second half", at(0));
      const [before] = await sql`
        select masking.earlier_bodies(f.message_id, f.position) as earlier from public.sms_forwards f
        where f.message_id = ${second.message_id}`;
      assert.deepEqual(before!.earlier, ["first half"]);
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null where status in ('queued', 'sending')`;
    });

    await t.step("does not relay what is blocked, nor keep it, and tells the sender", async () => {
      const { id, text, from } = await people("block");
      const { claims: [claim] } = await text("my number");
      assert.deepEqual(await settle(claim!, "blocked", null, at(1)), {
        verdict: "blocked",
        body_encrypted: null,
      });
      const [notice] = await recordSend(claim!, "blocked", [], at(1));
      assert.deepEqual([notice!.body_encrypted, notice!.to_encrypted, notice!.guard], [
        "the notice",
        `ciphertext of ${from}`,
        null,
      ]);
      assert.deepEqual(await statuses(id), ["suppressed", "sending"]);
      assert.deepEqual(await bodies(id), [null, "the notice"]);
      assert.deepEqual(await leaks(id), { warned: 0, redacted: 0, blocked: 1 });
      const [message] = await sql`select outcome from public.sms_messages where id = ${
        claim!.guard!.message_id
      }`;
      assert.equal(message!.outcome, "blocked");
      assert.equal((await sql`select 1 from public.sms_opt_outs`).length, 0);
      await recordSend(notice!, "sent", [`SM${turn}notice`]);
    });

    await t.step("tells a sender once a day", async () => {
      const { id, text } = await people("warn");
      const notices = async () => (await bodies(id)).filter((body) => body === "the notice").length;
      const counts = [];
      for (const [index, seconds] of [0, 3600, 86_399, 86_400].entries()) {
        const { claims: [claim] } = await text(`leak ${index}`, at(seconds));
        await settle(claim!, "warned", null, at(seconds));
        const [notice] = await recordSend(claim!, "sent", [`SM${turn}${index}`], at(seconds));
        if (notice) await recordSend(notice, "sent", [`SM${turn}${index}n`], at(seconds));
        counts.push(await notices());
      }
      assert.deepEqual(counts, [1, 1, 1, 2]);
      assert.deepEqual(await leaks(id), { warned: 4, redacted: 0, blocked: 0 });
    });

    await t.step("keeps the first verdict for all the recipients, and counts it once", async () => {
      const { id, text } = await people("block", 3);
      const { claims } = await text("for three");
      assert.equal(claims.length, 3);
      const kept = await Promise.all(claims.map((claim) => settle(claim, "blocked")));
      assert.deepEqual(kept.map(({ verdict }) => verdict), ["blocked", "blocked", "blocked"]);
      assert.equal((await settle(claims[0]!, "clean")).verdict, "blocked");
      assert.deepEqual(await leaks(id), { warned: 0, redacted: 0, blocked: 1 });
      // Whoever held these died before it said so: they are suppressed, not looked up and not sent.
      const after = await claimDue(at(100));
      assert.ok(after.every((claim) => claim.body_encrypted === "the notice"));
      assert.deepEqual(await statuses(id), ["suppressed", "suppressed", "suppressed", "sending"]);
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null where status = 'sending'`;
    });

    await t.step(
      "hands out again to be judged what nobody judged, and has not been sent",
      async () => {
        const { text } = await people("redact");
        await text("with a number");
        const [claim] = await claimDue(at(60));
        assert.deepEqual([claim!.guard!.policy, claim!.reconcile, claim!.attempt], [
          "redact",
          false,
          2,
        ]);
        assert.equal((await settle(claim!, "redacted", "without")).body_encrypted, "without");
        // From now on it may have been sent, without the number.
        const [again] = await claimDue(at(200));
        assert.deepEqual([again!.guard, again!.reconcile, again!.body_encrypted], [
          null,
          true,
          "without",
        ]);
        await recordSend(again!, "sent", [`SM${turn}`], at(201));
      },
    );

    await t.step("shows no text before it was judged, then what was relayed", async () => {
      const { id, text } = await people("redact");
      const { claims: [claim] } = await text("with a number");
      assert.deepEqual(await bodies(id), [null]);
      await settle(claim!, "redacted", "without");
      assert.deepEqual(await bodies(id), ["without"]);
      await recordSend(claim!, "sent", [`SM${turn}`]);
    });

    await t.step("goes by the policy at the time of the text", async () => {
      const { id, text } = await people("allow");
      const change = async (policy: string) =>
        (await sql`select masking.update_conversation(${id}, null, ${
          sql.json({ leak_policy: policy })
        }, null) as view`)[0]!.view.leak_policy;
      assert.equal(await change("block"), "block");
      const { claims: [claim] } = await text("judged");
      assert.equal(await change("allow"), "allow");
      const [again] = await claimDue(at(60));
      assert.deepEqual([claim!.guard!.policy, again!.guard!.policy], ["block", "block"]);
      await settle(again!, "clean");
      await recordSend(again!, "sent", [`SM${turn}`], at(61));
      assert.equal((await text("not judged", at(62))).claims[0]!.guard, null);
    });

    await t.step("judges what a participant posts, not what the app says", async () => {
      const user = crypto.randomUUID();
      await sql`insert into auth.users (id) values (${user})`;
      const { id } = await createConversation(sql, [
        person("poster", { user_id: user }),
        person("reader"),
      ], { leakPolicy: "block", createdBy: user });
      const post = async (viewer: string | null) =>
        (await sql`select * from masking.post_message(${id}, ${viewer}, 'posted', 1, null, null, ${
          at(100)
        })`)[
          0
        ]!.claims;
      const [mine] = await post(user);
      assert.equal(mine.guard.policy, "block");
      await settle(mine, "clean");
      await recordSend(mine, "sent", ["SMposted"], at(101));
      assert.deepEqual((await post(null)).map((claim: Claim) => claim.guard), [null, null]);
    });

    await t.step("tells of leaks only the service and the creator", async () => {
      const [ana, ben] = [crypto.randomUUID(), crypto.randomUUID()];
      await sql`insert into auth.users (id) values (${ana}), (${ben})`;
      const { id } = await createConversation(sql, [
        person("ana", { user_id: ana }),
        person("ben", { user_id: ben }),
      ], { leakPolicy: "warn", createdBy: ana });
      assert.deepEqual(await leaks(id, ana), { warned: 0, redacted: 0, blocked: 0 });
      assert.equal(await leaks(id, ben), undefined);
    });
  } finally {
    await db.stop();
  }
});
