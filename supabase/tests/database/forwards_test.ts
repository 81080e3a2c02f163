import assert from "node:assert/strict";
import type { TransactionSql } from "postgres";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Claim = {
  forward_id: string;
  attempt: number;
  reconcile: boolean;
  to_encrypted: string;
  body_encrypted: string;
  give_up_at: string;
};

Deno.test("The outbox", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  let turn = 0;
  let keepsPace = false;
  const now = new Date();
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  /** Two people of whom the first has sent these texts. */
  const texts = async (...bodies: string[]) => {
    turn++;
    // Steps turn the clock back and forth; only the test of the pace itself minds what was sent before.
    if (!keepsPace) await sql`delete from public.phone_number_pace`;
    const { participants, id } = await createConversation(sql, [
      person(`from ${turn}`),
      person(`to ${turn}`),
    ], { now });
    const claims: Claim[] = [];
    for (const body of bodies) {
      claims.push(
        ...(await receiveMessage(sql, {
          from: `from ${turn}`,
          to: participants[0]!.proxy_number,
          body,
          now,
        })).claims,
      );
    }
    return { id, claims };
  };
  const hashOf = (claim: Claim) => claim.to_encrypted.replace("ciphertext", "hash");
  const recordSend = async (
    claim: Claim,
    result: string,
    sids: string[] = [],
    when = now,
    next: Date | null = null,
  ) =>
    (await sql<{ claims: Claim[] }[]>`
      select masking.record_send(${claim.forward_id}, ${claim.attempt}, ${result}, ${
      sql.json(sids)
    }, null, ${next}, '{"default": "not delivered"}', ${when},
        opted_out_hash => ${result === "suppressed" ? hashOf(claim) : null}) as claims`)[0]!
      .claims;
  const recordStatus = async (claim: Claim, sid: string, status: string, optedOut = false) =>
    (await sql<{ claims: Claim[] }[]>`
      select masking.record_status(${claim.forward_id}, ${sid}, ${status}, null, '{"default": "not delivered"}', ${now},
        opted_out_hash => ${optedOut ? hashOf(claim) : null}) as claims`)[
      0
    ]!.claims;
  const claimDue = async (when: Date) =>
    (await sql<{ claims: Claim[] }[]>`select masking.claim_due_forwards(100, ${when}) as claims`)[
      0
    ]!.claims;
  const forward = async (claim: Claim) =>
    (await sql`select * from public.sms_forwards where id = ${claim.forward_id}`)[0]!;
  const settleAll = () =>
    sql`update public.sms_forwards set status = 'failed', lease_expires_at = null where status in ('queued', 'sending', 'unknown')`;

  try {
    await importNumbers(sql, 5);

    await t.step(
      "waits for the disk where it claims, not where the carrier knows too",
      async () => {
        const { claims: [first] } = await texts("one", "two", "three");
        const committing = (
          statement: (transaction: TransactionSql) => Promise<{ claims: Claim[] }[]>,
        ) =>
          sql.begin(async (transaction) => {
            const [row] = await statement(transaction);
            const [setting] = await transaction`show synchronous_commit`;
            return { next: row!.claims[0]!, waits: setting!.synchronous_commit };
          });
        const recorded = (claim: Claim, result: string) =>
          committing((transaction) =>
            transaction<{ claims: Claim[] }[]>`
            select masking.record_send(${claim.forward_id}, ${claim.attempt}, ${result}, ${
              sql.json([`SM${claim.forward_id}`])
            }, null, null, null, ${now}) as claims`
          );
        const second = await recorded(first!, "failed");
        const third = await recorded(second.next, "sent");
        const none = await recorded(third.next, "sent");
        assert.deepEqual([second.waits, third.waits, none.waits, none.next], [
          "on",
          "on",
          "off",
          undefined,
        ]);
        const delivered = await committing((transaction) =>
          transaction<{ claims: Claim[] }[]>`
          select masking.record_status(
            ${third.next.forward_id}, ${`SM${third.next.forward_id}`}, 'delivered', null, null, ${now}) as claims`
        );
        assert.equal(delivered.waits, "off");
      },
    );

    await t.step("hands out a later text only when the earlier one is settled", async () => {
      const { claims } = await texts("one", "two", "three");
      assert.deepEqual(claims.map((c) => c.body_encrypted), ["one"]);
      const second = await recordSend(claims[0]!, "sent", ["SMone"]);
      assert.deepEqual(second.map((c) => c.body_encrypted), ["two"]);
      assert.deepEqual(await recordSend(second[0]!, "retry", [], now, at(60)), []);
      assert.deepEqual(await claimDue(at(59)), []);
      const again = await claimDue(at(60));
      assert.deepEqual(again.map((c) => [c.body_encrypted, c.attempt, c.reconcile]), [[
        "two",
        2,
        false,
      ]]);
      assert.deepEqual(
        (await recordSend(again[0]!, "failed", [], at(61))).map((c) => c.body_encrypted),
        ["three", "not delivered"],
      );
      await settleAll();
    });

    await t.step(
      "looks for a text at the carrier before it is sent again, when whoever held it died",
      async () => {
        const { claims } = await texts("held");
        assert.deepEqual(await claimDue(at(59)), []);
        const after = await claimDue(at(60));
        assert.deepEqual(after.map((c) => [c.body_encrypted, c.attempt, c.reconcile]), [[
          "held",
          2,
          true,
        ]]);
        // The dead one's report comes late and is ignored.
        await recordSend(claims[0]!, "failed");
        assert.equal((await forward(after[0]!)).status, "sending");
        await recordSend(after[0]!, "sent", ["SMheld"], at(61));
        assert.deepEqual([
          (await forward(after[0]!)).status,
          (await forward(after[0]!)).provider_sid,
        ], ["sent", "SMheld"]);
      },
    );

    await t.step(
      "takes a found message only when no other forward has it, else sends again",
      async () => {
        const { claims } = await texts("same", "same");
        const [second] = await recordSend(claims[0]!, "sent", ["SMfirst"]);
        const [third] = await recordSend(second!, "sent", ["SMfirst"]);
        assert.deepEqual([third!.forward_id, third!.reconcile], [second!.forward_id, false]);
        await recordSend(third!, "sent", ["SMfirst", "SMsecond"]);
        assert.equal((await forward(third!)).provider_sid, "SMsecond");
      },
    );

    await t.step("moves a status forward only, whatever the order of the callbacks", async () => {
      const { claims: [claim] } = await texts("status");
      await recordStatus(claim!, "SMs", "delivered");
      await recordStatus(claim!, "SMs", "sent");
      assert.deepEqual(await recordSend(claim!, "unknown"), []);
      const settled = await forward(claim!);
      assert.deepEqual([settled.status, settled.provider_sid], ["delivered", "SMs"]);
      assert.ok(settled.sent_at && settled.delivered_at);
      await recordStatus(claim!, "SMs", "failed");
      assert.equal((await forward(claim!)).status, "delivered");
    });

    await t.step("ignores the status of another message and of an unknown forward", async () => {
      const { claims: [claim] } = await texts("mine");
      await recordSend(claim!, "sent", ["SMmine"]);
      assert.deepEqual(await recordStatus(claim!, "SMother", "failed"), []);
      assert.equal((await forward(claim!)).status, "sent");
      assert.deepEqual(
        await recordStatus({ ...claim!, forward_id: crypto.randomUUID() }, "SMx", "sent"),
        [],
      );
    });

    await t.step("goes on with the next text when a callback settles an unknown one", async () => {
      const { claims: [claim] } = await texts("unknown", "next");
      assert.deepEqual(await recordSend(claim!, "unknown", [], now, at(15)), []);
      assert.deepEqual((await recordStatus(claim!, "SMu", "sent")).map((c) => c.body_encrypted), [
        "next",
      ]);
      await settleAll();
    });

    await t.step(
      "suppresses what waits for a person whom the carrier says has opted out",
      async () => {
        const { id, claims: [claim] } = await texts("refused", "waits");
        const notices = await recordSend(claim!, "suppressed");
        assert.deepEqual(
          notices.map((c) => [c.to_encrypted, c.body_encrypted]),
          [[`ciphertext of from ${turn}`, "not delivered"]],
        );
        const rows =
          await sql`select status from public.sms_forwards where conversation_id = ${id} order by position`;
        assert.deepEqual(rows.map((row) => row.status), ["suppressed", "suppressed", "sending"]);
        assert.equal(
          (await sql`select source from public.sms_opt_outs where phone_hash = ${`hash of to ${turn}`}`)[
            0
          ]!.source,
          "carrier",
        );
      },
    );

    await t.step(
      "hears an opt-out in a status as well, and tells of it instead of the failure, once",
      async () => {
        const { claims: [claim] } = await texts("blocked", "waits");
        const [second] = await recordSend(claim!, "sent", ["SMblocked"]);
        await recordSend(second!, "sent", ["SMwaits"]);
        const told = await recordStatus(claim!, "SMblocked", "failed", true);
        assert.deepEqual(told.map((c) => c.to_encrypted), [`ciphertext of from ${turn}`]);
        assert.deepEqual(await recordStatus(claim!, "SMblocked", "failed", true), []);
        await settleAll();
        assert.deepEqual(await recordStatus(second!, "SMwaits", "undelivered", true), []);
      },
    );

    await t.step("does not tell a sender of a failure who has opted out since", async () => {
      const { id, claims: [claim] } = await texts("lost");
      await sql`insert into public.sms_opt_outs (phone_hash, source) values (${`hash of from ${turn}`}, 'keyword')`;
      assert.deepEqual(await recordSend(claim!, "failed"), []);
      const rows =
        await sql`select status from public.sms_forwards where conversation_id = ${id} order by position`;
      assert.deepEqual(rows.map((row) => row.status), ["failed", "suppressed"]);
      await sql`delete from public.sms_opt_outs`;
    });

    await t.step(
      "does not opt anybody out by withholding what is not wanted any more",
      async () => {
        const { claims: [claim] } = await texts("withheld");
        assert.equal(
          (await sql`select masking.recipient_opted_out(${claim!.forward_id}) as yes`)[0]!.yes,
          false,
        );
        await sql`insert into public.sms_opt_outs (phone_hash, source) values (${`hash of to ${turn}`}, 'keyword')`;
        assert.equal(
          (await sql`select masking.recipient_opted_out(${claim!.forward_id}) as yes`)[0]!.yes,
          true,
        );
        await sql`delete from public.sms_opt_outs`;
        assert.deepEqual(await recordSend(claim!, "withheld"), []);
        assert.equal((await forward(claim!)).status, "suppressed");
        assert.equal((await sql`select 1 from public.sms_opt_outs`).length, 0);
      },
    );

    await t.step(
      "puts off for quiet hours without counting an attempt, in order, and with all its time left",
      async () => {
        const { id, claims: [claim] } = await texts("late", "later");
        const seconds = (time: string) => (new Date(time).getTime() - now.getTime()) / 1000;
        const day = 86_400;
        assert.equal(seconds(claim!.give_up_at), day);
        assert.deepEqual(
          await recordSend(claim!, "deferred", [], at(60), at(1000)),
          [],
        );
        // A text that comes during the night waits behind, and has as long as what it waits for.
        await receiveMessage(sql, {
          from: `from ${turn}`,
          to: (await sql`
            select proxy_number from public.phone_conversation_participants
            where conversation_id = ${id} order by position`)[0]!.proxy_number,
          body: "latest",
          now: at(120),
        });
        assert.deepEqual(await claimDue(at(999)), []);
        const order = [];
        let [next] = await claimDue(at(1000));
        while (next) {
          order.push([next.body_encrypted, next.attempt, seconds(next.give_up_at) - day]);
          [next] = await recordSend(next, "sent", [`SM${next.body_encrypted}`], at(1000));
        }
        assert.deepEqual(order, [["late", 1, 940], ["later", 1, 940], ["latest", 1, 940]]);
      },
    );

    await t.step(
      "tells the sender once that a text did not arrive, and never about what the app said",
      async () => {
        const { id, claims: [claim] } = await texts("lost");
        const notices = async () =>
          (await sql`
          select p.phone_encrypted from public.sms_messages m
          join public.sms_forwards f on f.message_id = m.id
          join public.phone_conversation_participants p on p.id = f.recipient_participant_id
          where m.conversation_id = ${id} and m.body_encrypted = 'not delivered'`)
            .map((row) => row.phone_encrypted);
        await recordSend(claim!, "sent", ["SMlost"]);
        const [notice] = await recordStatus(claim!, "SMlost", "undelivered");
        await recordStatus(claim!, "SMlost", "undelivered");
        assert.deepEqual(await notices(), [`ciphertext of from ${turn}`]);
        await recordSend(notice!, "failed");
        assert.equal((await notices()).length, 1);
      },
    );

    await t.step(
      "keeps to the pace of each number, waits for near turns and leaves the others in the outbox",
      async () => {
        await sql`update public.phone_conversation_participants set cooldown_until = joined_at, released_at = joined_at`;
        await sql`update public.phone_number_pool set segments_per_second = 1`;
        await sql`delete from public.phone_number_pace`;
        keepsPace = true;
        const numbers = await sql`select number from public.phone_number_pool order by number`;
        const burst: { wait_ms: number }[] = [];
        for (let n = 0; n < 5 * 20; n++) {
          const { claims } = await texts("burst");
          burst.push(...claims as unknown as { wait_ms: number }[]);
        }
        const byNumber = Map.groupBy(
          burst as unknown as { from: string; wait_ms: number }[],
          (claim) => claim.from,
        );
        assert.equal(byNumber.size, numbers.length);
        for (const claims of byNumber.values()) {
          const turns = claims.map((claim) => claim.wait_ms).toSorted((a, b) => a - b);
          assert.ok(
            turns.every((wait, index) => index === 0 || wait - turns[index - 1]! >= 999),
            String(turns),
          );
          assert.ok(turns.at(-1)! <= 10_000);
        }
        const [waiting] =
          await sql`select count(*)::int as count from public.sms_forwards where status = 'queued'`;
        assert.equal(waiting!.count, 100 - burst.length);
        assert.ok(waiting!.count > 0);
        await settleAll();
        await sql`update public.phone_number_pool set segments_per_second = 1000`;
        await sql`delete from public.phone_number_pace`;
      },
    );

    await t.step("never sends over a binding that was given back", async () => {
      const { id, claims: [claim] } = await texts("too late");
      await recordSend(claim!, "retry", [], now, at(5));
      await sql`select masking.update_conversation(${id}, null, '{"status":"closed"}', null, ${now})`;
      await sql`select masking.release_bindings(1000, ${at(604_801)})`;
      assert.deepEqual(await claimDue(at(604_802)), []);
      const dropped = await forward(claim!);
      assert.deepEqual([dropped.status, dropped.error_code], ["failed", "binding_released"]);
    });

    await t.step("lets any number of sweepers work side by side", async () => {
      await sql`update public.phone_conversation_participants set cooldown_until = joined_at, released_at = joined_at`;
      const all = [];
      for (let n = 0; n < 20; n++) {
        const { claims: [claim] } = await texts("swept");
        await recordSend(claim!, "retry", [], now, at(1));
        all.push(claim!.forward_id);
      }
      const swept = (await Promise.all(Array.from({ length: 8 }, () => claimDue(at(2))))).flat();
      assert.deepEqual(swept.map((c) => c.forward_id).toSorted(), all.toSorted());
    });
  } finally {
    await db.stop();
  }
});
