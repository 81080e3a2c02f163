import assert from "node:assert/strict";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("erase_person()", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const user = async (name: string, ...numbers: { number: string; verified: boolean }[]) => {
    const id = crypto.randomUUID();
    await sql`insert into auth.users (id, email) values (${id}, ${`${name}@example.com`})`;
    for (const { number, verified } of numbers) {
      await sql`
        insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted, verified_at)
        values (${id}, ${`hash of ${number}`}, ${`ciphertext of ${number}`}, ${
        verified ? new Date() : null
      })`;
    }
    return id;
  };
  const erase = async (
    who: { phone?: string; user?: string },
    copies: object[] = [],
    ownNumbers: string[] = [],
  ) =>
    (await sql`
      select masking.erase_person('service:test', ${
      who.phone === undefined ? null : `hash of ${who.phone}`
    }, ${who.user ?? null}, 'subject', ${sql.json(copies as never)}, ${
      sql.json(ownNumbers)
    }) as erasure`)[0]!.erasure;
  const conversation = async (id: string) =>
    (await sql`select * from public.phone_conversations where id = ${id}`)[0]!;
  const seats = async (id: string) =>
    (await sql`
      select phone_hash from public.phone_conversation_participants
      where conversation_id = ${id} order by position`).map((row) => row.phone_hash);

  try {
    const pool = await importNumbers(sql, 8);

    await t.step("finds a user's seats by each of the user's numbers", async () => {
      const ana = await user("ana", { number: "new", verified: true });
      const byUser = await createConversation(sql, [
        person("old", { user_id: ana }),
        person("other"),
      ]);
      const byNumber = await createConversation(sql, [person("new"), person("other")]);
      await sql`
        select masking.change_participant_phone(${byUser.id}, ${
        byUser.participants[0]!.id
      }, 'hash of newest', 'ciphertext of newest')`;
      const { receipt } = await erase({ user: ana });
      assert.deepEqual([receipt.erased.conversations, receipt.erased.phone_numbers], [2, 1]);
      assert.deepEqual(await seats(byUser.id), [null, "hash of other", null]);
      assert.deepEqual(await seats(byNumber.id), [null, "hash of other"]);
    });

    await t.step(
      "leaves a number that another user has now, or that was never proved",
      async () => {
        const before = await user("before", { number: "somebody's", verified: false });
        const after = await user("after", { number: "passed on", verified: true });
        const past = await createConversation(sql, [
          person("passed on", { user_id: before }),
          person("x"),
        ]);
        const present = await createConversation(sql, [
          person("passed on", { user_id: after }),
          person("y"),
        ]);
        const strangers = await createConversation(sql, [person("somebody's"), person("z")]);
        await erase({ user: before });
        assert.deepEqual(await seats(past.id), [null, "hash of x"]);
        assert.deepEqual(await seats(present.id), ["hash of passed on", "hash of y"]);
        assert.deepEqual(await seats(strangers.id), ["hash of somebody's", "hash of z"]);
        const left = await sql`select user_id from public.user_phone_numbers`;
        assert.deepEqual(left.map((row) => row.user_id), [after]);
      },
    );

    await t.step("waits for a frozen conversation, and keeps a block as a hash alone", async () => {
      const { id, participants } = await createConversation(sql, [person("Rae"), person("Sol")]);
      await sql`select masking.block_people(${
        participants[0]!.id
      }, true, '{"default": "the notice"}', now())`;
      assert.equal(await sqlstate(erase({ phone: "Sol" })), "MSKLH");
      await sql`select masking.lift_freeze(${id}, 'service:test')`;
      await erase({ phone: "Sol" });
      assert.deepEqual(
        [...await sql`select blocker_hash, blocker_encrypted, blocked_hash, blocked_encrypted from public.phone_blocks`],
        [{
          blocker_hash: "hash of Rae",
          blocker_encrypted: "ciphertext of Rae",
          blocked_hash: "hash of Sol",
          blocked_encrypted: null,
        }],
      );
      assert.equal(
        await sqlstate(createConversation(sql, [person("Rae"), person("Sol")])),
        "MSKBL",
      );
    });

    await t.step("by a number takes also what others claim of it", async () => {
      await user("claims", { number: "claimed", verified: false });
      const { receipt } = await erase({ phone: "claimed" });
      assert.equal(receipt.erased.phone_numbers, 1);
    });

    await t.step("leaves nothing of a conversation of two but its times", async () => {
      const ben = await user("ben", { number: "ben", verified: true });
      const { id } = await createConversation(sql, [
        person("ben", { user_id: ben, label: "Ben" }),
        person("client"),
      ], { createdBy: ben });
      await sql`
        update public.phone_conversations
        set client_id = 'c1', friendly_name = 'Ben and client', metadata = '{"name": "Ben"}' where id = ${id}`;
      const { people_key } = await conversation(id);
      await erase({ user: ben });
      const erased = await conversation(id);
      assert.deepEqual(
        [erased.status, erased.closed_reason, erased.created_by, erased.client_id],
        ["closed", "erased", null, null],
      );
      assert.deepEqual([erased.friendly_name, erased.metadata], [null, {}]);
      await erase({ phone: "client" });
      assert.notEqual((await conversation(id)).people_key, people_key);
      assert.equal((await conversation(id)).people_key, "");
    });

    await t.step("keeps what three have for the two others, with their bindings", async () => {
      const { id, participants } = await createConversation(
        sql,
        ["p", "q", "r"].map((name) => person(name)),
      );
      await sql`update public.phone_conversations set friendly_name = 'Trip' where id = ${id}`;
      await erase({ phone: "p" });
      const kept = await conversation(id);
      assert.deepEqual([kept.status, kept.friendly_name], ["active", "Trip"]);
      const late = await receiveMessage(sql, { from: "p", to: participants[0]!.proxy_number });
      assert.deepEqual([late.outcome, late.claims], ["no_conversation", []]);
      const { outcome, claims } = await receiveMessage(sql, {
        from: "q",
        to: participants[1]!.proxy_number,
      });
      assert.deepEqual([outcome, claims.length], ["forwarded", 1]);
    });

    await t.step("lets go what waited behind an erased text", async () => {
      const { participants } = await createConversation(
        sql,
        ["l", "m", "n"].map((name) => person(name)),
      );
      const [l, m] = participants;
      await receiveMessage(sql, { from: "l", to: l!.proxy_number, body: "first" });
      const waiting = await receiveMessage(sql, { from: "m", to: m!.proxy_number, body: "second" });
      // The text to l waits for nothing, that to n for the one from l.
      assert.equal(waiting.claims.length, 1);
      const { claims } = await erase({ phone: "l" });
      assert.deepEqual(
        claims.map((claim: { body_encrypted: string; to_encrypted: string }) => [
          claim.body_encrypted,
          claim.to_encrypted,
        ]),
        [["second", "ciphertext of n"]],
      );
    });

    await t.step(
      "queues of what is at the carrier only what is between the person and us",
      async () => {
        const copies = [
          { sid: "SMpool", other_number: pool[0] },
          { sid: "SMown", other_number: "+14155550198" },
          { sid: "SMforeign", other_number: "+14155550177" },
          { sid: "SMnobody", other_number: null },
        ];
        const { receipt } = await erase({ phone: "nobody" }, copies, ["+14155550198"]);
        assert.equal(receipt.carrier_deletions_queued, 2);
        const again = await erase({ phone: "nobody" }, copies, ["+14155550198"]);
        assert.equal(again.receipt.carrier_deletions_queued, 0);
        const rows = await sql`
        select provider_sid from public.carrier_deletions
        where provider_sid in ('SMpool', 'SMown', 'SMforeign', 'SMnobody') order by 1`;
        assert.deepEqual(rows.map((row) => row.provider_sid), ["SMown", "SMpool"]);
      },
    );

    await t.step("leaves no person of many in the forecast of the pool", async () => {
      await sql`truncate public.phone_conversations cascade`;
      const [now, aWeekAgo] = [new Date(), new Date(Date.now() - 8 * 86_400_000)];
      await createConversation(sql, [person("grows"), person("v")], { now: aWeekAgo });
      await createConversation(sql, [person("grows"), person("w")], { now });
      for (const name of ["e1", "e2", "e3"]) {
        await createConversation(sql, [person(name), person(`${name}'s`)], { now: aWeekAgo });
        await erase({ phone: name });
      }
      const [row] = await sql`select masking.pool_report(${now}) as report`;
      assert.equal(row!.report.countries[0].numbers_needed, 4);
    });

    await t.step("takes a repeated webhook of an erased text for what it is", async () => {
      const { participants } = await createConversation(sql, [person("s"), person("t")]);
      const text = { from: "s", to: participants[0]!.proxy_number, sid: "SMrepeated" };
      await receiveMessage(sql, text);
      await erase({ phone: "s" });
      await createConversation(sql, [person("s"), person("u")]);
      assert.equal((await receiveMessage(sql, text)).outcome, "duplicate");
    });
  } finally {
    await db.stop();
  }
});
