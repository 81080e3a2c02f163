import assert from "node:assert/strict";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Numbers of users", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

  const addUser = async () => {
    const id = crypto.randomUUID();
    await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
    return id;
  };
  const request = async (user: string, phone: string, code: string, when = now) =>
    (await sql`
      select masking.request_phone_code(
        user_id => ${user}, phone_hash => ${`hash of ${phone}`}, phone_encrypted => ${`ciphertext of ${phone}`},
        code_hash => ${`hash of ${code}`}, expires_in => '10 minutes', now => ${when}) as requested`)[
      0
    ]!.requested;
  const verify = async (
    user: string,
    phone: string,
    code: string,
    options: { when?: Date; move?: boolean } = {},
  ) =>
    (await sql`
      select masking.verify_phone(
        user_id => ${user}, phone_hash => ${`hash of ${phone}`}, code_hash => ${`hash of ${code}`},
        move_conversations => ${options.move ?? false}, now => ${options.when ?? now}) as v`)[0]!.v;
  const link = async (user: string, phone: string, when = now) => {
    await request(user, phone, "code", when);
    assert.equal((await verify(user, phone, "code", { when })).outcome, "verified");
  };
  const verified = async (user: string) =>
    (await sql`select phone_hash from masking.verified_phones(${sql.json([user])})`)
      .map((row) => row.phone_hash)[0] ?? null;
  const seats = async (conversationId: string) =>
    (await sql`
      select user_id, phone_hash, phone_encrypted, proxy_number from public.phone_conversation_participants
      where conversation_id = ${conversationId} and left_at is null order by position`)
      .map((row) => ({ ...row }));

  try {
    const pool = await importNumbers(sql, 3);

    await t.step("take the right code once, and not any more at its end", async () => {
      const user = await addUser();
      const requested = await request(user, "a", "1");
      assert.equal(requested.verified_at, null);
      assert.equal(new Date(requested.code_expires_at).getTime(), at(600).getTime());
      assert.equal((await verify(user, "a", "1", { when: at(600) })).outcome, "code_expired");
      const right = await verify(user, "a", "1", { when: at(599) });
      assert.deepEqual([right.outcome, right.id, right.moved_conversations], [
        "verified",
        requested.id,
        0,
      ]);
      assert.equal((await verify(user, "a", "1", { when: at(599) })).outcome, "code_expired");
      assert.equal(await verified(user), "hash of a");
    });

    await t.step(
      "take no code of another user or number, and none before one is sent",
      async () => {
        const [user, other] = [await addUser(), await addUser()];
        await request(user, "b", "1");
        assert.equal((await verify(other, "b", "1")).outcome, "code_expired");
        assert.equal((await verify(user, "c", "1")).outcome, "code_expired");
      },
    );

    await t.step("allow five tries for each code", async () => {
      const user = await addUser();
      await request(user, "d", "1");
      for (let left = 4; left >= 0; left--) {
        assert.deepEqual(await verify(user, "d", "x"), { outcome: "wrong_code", tries_left: left });
      }
      assert.equal((await verify(user, "d", "1")).outcome, "too_many_tries");
      await request(user, "d", "2");
      assert.equal((await verify(user, "d", "1")).outcome, "wrong_code");
      assert.equal((await verify(user, "d", "2")).outcome, "verified");
    });

    await t.step(
      "belong to whoever proved them last, and not before the code is told",
      async () => {
        const [former, owner] = [await addUser(), await addUser()];
        await link(former, "e");
        await request(owner, "e", "1");
        assert.deepEqual([await verified(former), await verified(owner)], ["hash of e", null]);
        assert.equal((await verify(owner, "e", "1")).outcome, "verified");
        assert.deepEqual([await verified(former), await verified(owner)], [null, "hash of e"]);
        const [{ list }] = await sql`select masking.list_phones(${former}) as list` as unknown as [
          { list: { verified_at: string | null } },
        ];
        assert.equal(list.verified_at, null);
        await link(former, "e");
        assert.deepEqual([await verified(former), await verified(owner)], ["hash of e", null]);
      },
    );

    await t.step("are never a number of the pool", async () => {
      const user = await addUser();
      await sql`update public.phone_number_pool set phone_hash = 'hash of ours' where number = ${pool[
        0
      ]!}`;
      assert.equal(await sqlstate(request(user, "ours", "1")), "MSKOW");
    });

    await t.step("take the user's live conversations along when asked", async () => {
      const [ana, ben] = [await addUser(), await addUser()];
      await link(ana, "ana");
      const people = (other: string) => [
        person("ana", { user_id: ana, label: "Ana" }),
        person(other, { user_id: ben }),
      ];
      const live = await Promise.all([
        createConversation(sql, people("x"), { now }),
        createConversation(sql, people("y"), { now, expiresAt: null }),
      ]);
      const ended = await createConversation(sql, people("z"), { now, expiresAt: at(60) });
      const before = await Promise.all(live.map(({ id }) => seats(id)));

      await request(ana, "new", "1", at(100));
      const result = await verify(ana, "new", "1", { when: at(120), move: true });
      assert.deepEqual([result.outcome, result.moved_conversations], ["verified", 2]);
      for (const [index, { id }] of live.entries()) {
        assert.deepEqual(
          await seats(id),
          before[index]!.map((seat) =>
            seat.user_id === ana
              ? { ...seat, phone_hash: "hash of new", phone_encrypted: "ciphertext of new" }
              : seat
          ),
        );
      }
      assert.equal((await seats(ended.id))[0]!.phone_hash, "hash of ana");
      assert.equal(await verified(ana), "hash of new");
    });

    await t.step("leave the conversations where they are when not asked", async () => {
      const ana = await addUser();
      await link(ana, "f");
      const { id } = await createConversation(sql, [person("f", { user_id: ana }), person("g")], {
        now,
      });
      await link(ana, "f2");
      assert.equal((await seats(id))[0]!.phone_hash, "hash of f");
    });

    await t.step("move nothing where the new number holds one of the proxy numbers", async () => {
      const ana = await addUser();
      await link(ana, "h");
      const conversations = await Promise.all(
        ["i", "j"].map((other) =>
          createConversation(sql, [person("h", { user_id: ana }), person(other)], { now })
        ),
      );
      const proxy = conversations[1]!.participants[0]!.proxy_number;
      // Somebody with the new number has had this proxy number all along.
      await createConversation(sql, [person("k"), person("l")], { now });
      await sql`
        update public.phone_conversation_participants set proxy_number = ${proxy} where phone_hash = 'hash of k'`;
      const before = await Promise.all(conversations.map(({ id }) => seats(id)));

      await request(ana, "k", "1");
      assert.equal(await sqlstate(verify(ana, "k", "1", { move: true })), "MSKNT");
      assert.deepEqual(await Promise.all(conversations.map(({ id }) => seats(id))), before);
      assert.equal(await verified(ana), "hash of h");
      // Nothing is used up: the same code works without the move.
      assert.equal((await verify(ana, "k", "1")).outcome, "verified");
    });

    await t.step("are unlinked by their user only", async () => {
      const [user, other] = [await addUser(), await addUser()];
      const { id } = await request(user, "m", "1");
      const unlink = (who: string) => sql`select masking.unlink_phone(${who}, ${id})`;
      assert.equal(await sqlstate(unlink(other)), "MSKUP");
      await unlink(user);
      assert.equal(await sqlstate(unlink(user)), "MSKUP");
    });

    await t.step("leave a trace of who proved and unlinked them", async () => {
      const [former, owner] = [await addUser(), await addUser()];
      await link(former, "n");
      await link(owner, "n");
      const [row] = await sql`select id from public.user_phone_numbers where user_id = ${owner}`;
      await sql`select masking.unlink_phone(${owner}, ${row!.id})`;
      const trace = await sql`
        select actor, action, subject, details -> 'taken_from' <> 'null' as taken from public.access_audit
        where actor = ${`user:${owner}`} order by id`;
      assert.deepEqual(trace.map((r) => [r.action, r.subject, r.taken]), [
        ["verify_phone", row!.id, true],
        ["unlink_phone", row!.id, null],
      ]);
    });

    await t.step("that nobody proved are pruned a day after their code", async () => {
      const [user, owner] = [await addUser(), await addUser()];
      const late = at(10 * 86_400);
      await request(user, "o", "1", late);
      await link(owner, "p", late);
      await request(owner, "p", "1", late);
      const count = async (when: number) => {
        await sql`select masking.prune(1000, ${new Date(late.getTime() + when * 1000)})`;
        const rows = await sql`
          select phone_hash from public.user_phone_numbers where user_id in (${user}, ${owner})`;
        return rows.map((row) => row.phone_hash).toSorted();
      };
      assert.deepEqual(await count(600 + 86_400), ["hash of o", "hash of p"]);
      assert.deepEqual(await count(601 + 86_400), ["hash of p"]);
    });

    await t.step("same_secret() is true for the same only", async () => {
      const [row] = await sql`
        select masking.same_secret('abc', 'abc') as same, masking.same_secret('abc', 'abd') as other,
               masking.same_secret('', 'abc') as nothing`;
      assert.deepEqual({ ...row }, { same: true, other: false, nothing: false });
    });
  } finally {
    await db.stop();
  }
});
