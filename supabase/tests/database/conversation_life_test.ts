import assert from "node:assert/strict";
import {
  type Conversation,
  createConversation,
  importNumbers,
  person,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const HOUR = 3_600_000;

Deno.test("A conversation", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date("2026-05-01T00:00:00Z");
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
  const update = async (
    id: string,
    changes: Record<string, unknown>,
    viewer: string | null = null,
    when = now,
  ) =>
    (await sql<{ conversation: Conversation }[]>`
      select masking.update_conversation(${id}, ${viewer}, ${sql.json(changes as never)}, ${
      at(1000)
    }, ${when}) as conversation`)[0]!
      .conversation;
  const held = async (id: string) =>
    (await sql`select count(*)::int as count from public.phone_conversation_participants
      where conversation_id = ${id} and released_at is null`)[0]!.count;
  const run = async (name: "expire_conversations" | "release_bindings", when: Date, max = 1000) =>
    (await sql`select masking.${sql.unsafe(name)}(${max}, ${when}) as count`)[0]!.count;
  const user = async () => {
    const id = crypto.randomUUID();
    await sql`insert into auth.users (id) values (${id})`;
    return id;
  };

  try {
    await importNumbers(sql, 10);

    await t.step("expires, cools down and gives its numbers back", async () => {
      const { id } = await createConversation(sql, [person("a"), person("b")], {
        now,
        expiresAt: at(1),
        cooldownSeconds: 7200,
      });
      assert.equal(await run("expire_conversations", at(0.9)), 0);
      assert.equal(await run("expire_conversations", at(1)), 1);
      assert.equal(await run("release_bindings", at(2.9)), 0);
      assert.equal(await held(id), 2);
      assert.equal(await run("release_bindings", at(3)), 1);
      assert.equal(await run("release_bindings", at(3)), 0);
      assert.equal(await held(id), 0);
      const [row] =
        await sql`select closed_reason, closed_at from public.phone_conversations where id = ${id}`;
      assert.deepEqual([row!.closed_reason, row!.closed_at.toISOString()], [
        "expired",
        at(1).toISOString(),
      ]);
    });

    await t.step(
      "gives each number back after its own cooldown, also when it opens again",
      async () => {
        const { id, participants } = await createConversation(
          sql,
          ["early 1", "early 2", "early 3", "early 4"].map((name) => person(name)),
          { now, cooldownSeconds: 2 * 3600 },
        );
        const remove = (seat: number, when: Date) =>
          sql`select masking.remove_participant(${id}, ${participants[seat]!.id}, null, ${when})`;
        const release = async (when: Date) => {
          await run("release_bindings", when);
          return await held(id);
        };
        await remove(0, at(1));
        await update(id, { status: "closed" }, null, at(2));
        assert.equal(await release(at(2.9)), 4);
        assert.equal(await release(at(3)), 3);
        assert.equal(await release(at(3.9)), 3);
        assert.equal(await release(at(4)), 0);

        await update(id, { status: "active" }, null, at(5));
        await update(id, { expires_at: at(12) }, null, at(5));
        await remove(1, at(11));
        await run("expire_conversations", at(12));
        await update(id, { status: "active" }, null, at(12.5));
        assert.equal(await release(at(12.9)), 3);
        assert.equal(await release(at(13)), 2);
      },
    );

    await t.step("gives an earlier number back first when its time is up", async () => {
      const { id, participants } = await createConversation(
        sql,
        ["first 1", "first 2", "first 3"].map((name) => person(name)),
        { now, expiresAt: at(2), cooldownSeconds: 2 * 3600 },
      );
      await sql`select masking.remove_participant(${id}, ${participants[0]!.id}, null, ${at(1)})`;
      await run("expire_conversations", at(2));
      await run("release_bindings", at(3));
      assert.equal(await held(id), 2);
    });

    await t.step("ends when it was idle for too long", async () => {
      const { id } = await createConversation(sql, [person("c"), person("d")], {
        now,
        expiresAt: null,
        idleSeconds: 1800,
      });
      assert.equal(await run("expire_conversations", at(0.4)), 0);
      assert.equal(await run("expire_conversations", at(0.5)), 1);
      assert.equal(
        (await sql`select closed_reason from public.phone_conversations where id = ${id}`)[0]!
          .closed_reason,
        "idle",
      );
    });

    await t.step("is closed in batches, by runs side by side, once each", async () => {
      for (let n = 0; n < 9; n++) {
        await createConversation(sql, [person(`batch ${n}`), person(`batch' ${n}`)], {
          now,
          expiresAt: at(1),
        });
      }
      assert.equal(await run("expire_conversations", at(1), 4), 4);
      const rest = await Promise.all([1, 2, 3].map(() => run("expire_conversations", at(1))));
      assert.equal(rest.reduce((a, b) => a + b, 0), 5);
    });

    await t.step("can be extended, renamed and closed", async () => {
      const { id } = await createConversation(sql, [person("e"), person("f")], { now });
      assert.equal(
        new Date((await update(id, { expires_at: at(50) })).expires_at!).getTime(),
        at(50).getTime(),
      );
      assert.equal(
        (await update(id, { expires_at: null, friendly_name: "Ride" })).expires_at,
        null,
      );
      const closed = await update(id, { status: "closed" });
      assert.deepEqual([closed.status, closed.closed_reason], ["closed", "api"]);
      assert.equal((await update(id, { status: "closed" })).status, "closed");
      assert.equal(await sqlstate(update(id, { expires_at: at(60) })), "MSKCL");
      assert.equal(await sqlstate(update(crypto.randomUUID(), { status: "closed" })), "MSKCN");
    });

    await t.step("opens again with the same numbers while nobody else got them", async () => {
      const { id, participants } = await createConversation(sql, [person("g"), person("h")], {
        now,
        expiresAt: at(1),
      });
      await run("expire_conversations", at(1));
      await run("release_bindings", at(24 * 30));
      const open = await update(id, { status: "active" }, null, at(24 * 30));
      assert.deepEqual(
        open.participants.map((p) => p.proxy_number),
        participants.map((p) => p.proxy_number),
      );
      assert.equal(new Date(open.expires_at!).getTime(), at(1000).getTime());
      assert.equal(await held(id), 2);
    });

    await t.step("does not open again when one of its numbers was given away", async () => {
      const first = await createConversation(sql, [person("i"), person("j")], { now });
      await update(first.id, { status: "closed" });
      const second = await createConversation(sql, [person("i"), person("j")], { now });
      assert.equal(second.masked_number, first.masked_number);
      assert.equal(await sqlstate(update(first.id, { status: "active" })), "MSKNT");
    });

    await t.step("is ended by whoever has a seat, and changed by its creator only", async () => {
      const [creator, other, stranger] = [await user(), await user(), await user()];
      const people = [person("k", { user_id: creator }), person("l", { user_id: other })];
      const { id } = await createConversation(sql, people, { now, createdBy: creator });
      assert.equal(await sqlstate(update(id, { status: "closed" }, stranger)), "MSKCN");
      assert.equal(await sqlstate(update(id, { expires_at: at(9) }, other)), "MSKFB");
      assert.equal((await update(id, { friendly_name: "x" }, creator)).id, id);
      const ended = await update(id, { status: "closed" }, other);
      assert.equal(ended.closed_reason, "participant");
      assert.equal(await sqlstate(update(id, { status: "active" }, creator)), "MSKFB");
      assert.equal((await update(id, { status: "active" })).status, "active");
    });

    await t.step("is made once for one Idempotency-Key", async () => {
      const make = (hash: string) =>
        createConversation(sql, [person("m"), person("n")], { now, idempotency: ["key", hash] });
      const made = await Promise.all([make("same"), make("same"), make("same")]);
      assert.equal(new Set(made.map((conversation) => conversation.id)).size, 1);
      assert.equal(await sqlstate(make("another")), "MSKIK");
    });

    await t.step("takes and loses participants, whose bindings cool down", async () => {
      const { id, masked_number } = await createConversation(sql, [person("o"), person("p")], {
        now,
      });
      const add = async (name: string) =>
        (await sql<{ c: Conversation }[]>`
          select masking.add_participant(${id}, ${
          sql.json(person(name))
        }, 'country', null, null, ${now}) as c`)[0]!.c;
      const joined = (await add("q")).participants[2]!;
      assert.equal(await sqlstate(add("q")), "MSKIN");
      const remove = (participantId: string) =>
        sql`select masking.remove_participant(${id}, ${participantId}, null, ${now})`;
      await remove(joined.id);
      assert.equal(await sqlstate(remove(joined.id)), "MSKPN");
      const [left] =
        await sql`select left_at, cooldown_until, released_at from public.phone_conversation_participants where id = ${joined.id}`;
      assert.ok(left!.left_at && left!.cooldown_until && !left!.released_at);
      const [row] =
        await sql`select masked_number, status from public.phone_conversations where id = ${id}`;
      assert.deepEqual({ ...row }, { masked_number, status: "active" });
      const [{ id: other }] =
        await sql`select id from public.phone_conversation_participants where conversation_id = ${id} and left_at is null` as unknown as [
          { id: string },
        ];
      await remove(other);
      assert.equal(
        (await sql`select status from public.phone_conversations where id = ${id}`)[0]!.status,
        "closed",
      );
    });

    await t.step("moves a seat to another phone, and the old phone reaches nobody", async () => {
      const { id, participants } = await createConversation(sql, [person("r"), person("s")], {
        now,
      });
      const change = (name: string) =>
        sql`select masking.change_participant_phone(${id}, ${
          participants[0]!.id
        }, ${`hash of ${name}`}, 'ciphertext', ${now})`;
      assert.equal(await sqlstate(change("s")), "MSKNT");
      await change("r new");
      const route = async (from: string) =>
        (await sql`
          select outcome from masking.receive_message(${
          participants[0]!.proxy_number
        }, ${`hash of ${from}`}, null, ${crypto.randomUUID()}, 'x', '[]',
                                                      1, null, null, 100, ${now})`)[0]!.outcome;
      assert.deepEqual([await route("r new"), await route("r"), await route("s")], [
        "forwarded",
        "conversation_closed",
        "forwarded",
      ]);
    });
  } finally {
    await db.stop();
  }
});
