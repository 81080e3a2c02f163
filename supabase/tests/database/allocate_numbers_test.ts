import assert from "node:assert/strict";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const DAY = 86_400_000;

Deno.test("allocate_numbers()", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    const numbers = await importNumbers(sql, 3);
    const start = new Date("2026-01-01T00:00:00Z");
    const at = (days: number) => new Date(start.getTime() + days * DAY);
    const close = (id: string, now: Date) =>
      sql`select masking.update_conversation(${id}, null, '{"status":"closed"}', null, ${now})`;

    await t.step("gives one number that is free for all", async () => {
      const one = await createConversation(sql, [person("a"), person("b")], { now: at(0) });
      assert.ok(one.masked_number && numbers.includes(one.masked_number));
      assert.deepEqual(one.participants.map((p) => p.proxy_number), [
        one.masked_number,
        one.masked_number,
      ]);
    });

    await t.step("never gives a person a number that this person holds", async () => {
      const more = [
        await createConversation(sql, [person("a"), person("c")], { now: at(0) }),
        await createConversation(sql, [person("a"), person("d")], { now: at(0) }),
      ];
      const held = await sql`
        select proxy_number from public.phone_conversation_participants where phone_hash = 'hash of a' and released_at is null`;
      assert.equal(new Set(held.map((row) => row.proxy_number)).size, 3);
      assert.equal(more.every((conversation) => conversation.masked_number !== null), true);
    });

    await t.step("gives each a number of their own when none is free for all", async () => {
      // x holds the first and second, y the third: no number is free for both, one is for each.
      for (const [name, number] of [["x", numbers[0]], ["x", numbers[1]], ["y", numbers[2]]]) {
        await sql`
          with c as (insert into public.phone_conversations (people_key, cooldown) values ('none', '7 days') returning id)
          insert into public.phone_conversation_participants (conversation_id, phone_hash, phone_encrypted, proxy_number)
          select id, ${`hash of ${name}`}, '', ${number!} from c`;
      }
      const own = await createConversation(sql, [person("x"), person("y")], { now: at(0) });
      assert.equal(own.masked_number, null);
      assert.equal(own.participants[0]!.proxy_number, numbers[2]);
      assert.ok([numbers[0], numbers[1]].includes(own.participants[1]!.proxy_number));
    });

    await t.step(
      "fails with MSKPE and the time of the next free number only when somebody holds them all",
      async () => {
        await assert.rejects(
          createConversation(sql, [person("a"), person("e")], { now: at(0) }),
          (error) => {
            const { code, detail } = error as unknown as { code: string; detail: string };
            assert.equal(code, "MSKPE");
            // The earliest expiry, an hour after creation, and the week of cooldown.
            assert.equal(new Date(detail).getTime(), at(7).getTime() + 3_600_000);
            return true;
          },
        );
      },
    );

    await t.step("keeps a binding held during its cooldown, and gives it again after", async () => {
      const [first, second, third] = await Promise.all(
        ["m", "n", "o"].map((name) =>
          createConversation(sql, [person("q"), person(name)], { now: at(0) })
        ),
      );
      await close(first!.id, at(1));
      assert.equal(
        await sqlstate(createConversation(sql, [person("q"), person("r")], { now: at(7.9) })),
        "MSKPE",
      );
      const next = await createConversation(sql, [person("q"), person("r")], { now: at(8) });
      assert.equal(next.participants[0]!.proxy_number, first!.participants[0]!.proxy_number);
      assert.ok(second && third);
    });

    await t.step("gives the same people the same number again, at once", async () => {
      const before = await createConversation(sql, [person("s"), person("t")], { now: at(0) });
      await close(before.id, at(1));
      const after = await createConversation(sql, [person("t"), person("s")], { now: at(1) });
      assert.equal(after.masked_number, before.masked_number);
      const [old] = await sql`
        select count(*)::int as count from public.phone_conversation_participants
        where conversation_id = ${before.id} and released_at is null`;
      assert.equal(old!.count, 0);
    });

    await t.step("avoids the last numbers of these people while others are free", async () => {
      const people = [person("k"), person("l")];
      const had: string[] = [];
      for (const [days, cooldownSeconds] of [[0, 0], [1, 604_800], [2, 604_800]] as const) {
        const one = await createConversation(sql, people, {
          now: at(days),
          cooldownSeconds,
          sticky: "avoid",
        });
        assert.equal(one.participants[1]!.proxy_number, one.masked_number);
        had.push(one.masked_number!);
        await close(one.id, at(days));
      }
      assert.notEqual(had[1], had[0]);
      assert.notEqual(had[2], had[1]);

      // Others hold all but the last number of k: better that one than none.
      for (const number of numbers.filter((one) => one !== had[2])) {
        await sql`
          with c as (insert into public.phone_conversations (people_key, cooldown) values ('none', '7 days') returning id)
          insert into public.phone_conversation_participants (conversation_id, phone_hash, phone_encrypted, proxy_number)
          select id, 'hash of k', '', ${number} from c
          on conflict do nothing`;
      }
      const again = await createConversation(sql, people, { now: at(3), sticky: "avoid" });
      assert.equal(again.masked_number, had[2]);
    });

    await t.step("avoids them also when they are free, and near", async () => {
      const people = [person("avoids"), person("avoided")];
      const before = await createConversation(sql, people, { now: at(0), cooldownSeconds: 0 });
      await close(before.id, at(0));
      await sql`
        update public.phone_number_pool set area_code = '212' where number <> ${before.masked_number}`;
      const after = await createConversation(sql, people, {
        now: at(1),
        geoMatch: "prefer_area_code",
        sticky: "avoid",
      });
      await sql`update public.phone_number_pool set area_code = '415'`;
      assert.ok(after.masked_number !== null && after.masked_number !== before.masked_number);
    });

    await t.step("is sticky only for an identical set of people", async () => {
      const before = await createConversation(sql, [person("u"), person("v")], { now: at(0) });
      await close(before.id, at(1));
      const after = await createConversation(sql, [person("u"), person("v"), person("w")], {
        now: at(1),
      });
      assert.notEqual(after.participants[0]!.proxy_number, before.masked_number);
      assert.notEqual(after.participants[1]!.proxy_number, before.masked_number);
    });

    await t.step("prefers the number that a person used least recently", async () => {
      const used: string[] = [];
      for (let turn = 0; turn < 3; turn++) {
        const one = await createConversation(sql, [person("lru"), person(`lru ${turn}`)], {
          now: at(turn),
          cooldownSeconds: 0,
        });
        used.push(one.masked_number!);
        await close(one.id, at(turn));
      }
      assert.equal(new Set(used).size, 3);
      const next = await createConversation(sql, [person("lru"), person("lru next")], {
        now: at(3),
        cooldownSeconds: 0,
      });
      assert.equal(next.masked_number, used[0]);
    });

    await t.step("keeps to the country or the area code, and to what a number can do", async () => {
      await sql`select masking.import_numbers(${
        sql.json([
          {
            number: "+61491570100",
            phone_hash: "au",
            provider: "twilio",
            country_code: "AU",
            area_code: null,
            sms: true,
            mms: false,
            voice: false,
          },
          {
            number: "+12125550150",
            phone_hash: "ny",
            provider: "twilio",
            country_code: "US",
            area_code: "212",
            sms: true,
            mms: true,
            voice: true,
          },
        ])
      })`;
      const au = person("au", { country_code: "AU", area_code: null });
      const ny = person("ny", { area_code: "212" });
      const abroad = await createConversation(sql, [au, person("home")]);
      assert.equal(abroad.participants[0]!.proxy_number, "+61491570100");
      assert.match(abroad.participants[1]!.proxy_number, /^\+1/);
      assert.equal(
        (await createConversation(sql, [ny, person("ny 2", { area_code: "212" })], {
          geoMatch: "area_code",
        })).masked_number,
        "+12125550150",
      );
      assert.equal(
        await sqlstate(
          createConversation(sql, [person("au 2", { country_code: "AU" }), person("b 2")], {
            mode: "voice",
          }),
        ),
        "MSKPE",
      );
      const any = await createConversation(sql, [
        person("au 3", { country_code: "AU" }),
        person("b 3"),
      ], { mode: "voice", geoMatch: "any" });
      assert.match(any.masked_number!, /^\+1/);
    });

    await t.step(
      "gives no number that is draining or retired, and lets nobody retire one that is held",
      async () => {
        const lent = (await createConversation(sql, [person("drain a"), person("drain b")]))
          .masked_number!;
        assert.equal(
          await sqlstate(sql`select masking.set_number_status(${lent}, 'retired')`),
          "MSKNU",
        );
        for (const number of numbers) {
          await sql`select masking.set_number_status(${number}, 'draining')`;
        }
        await sql`select masking.set_number_status('+12125550150', 'draining')`;
        assert.equal(
          await sqlstate(createConversation(sql, [person("late a"), person("late b")])),
          "MSKPE",
        );
      },
    );

    await t.step("refuses a pool number as a participant", async () => {
      const own = person("loop", { phone_hash: "hash of pool number 1" });
      assert.equal(await sqlstate(createConversation(sql, [own, person("z")])), "MSKOW");
    });
  } finally {
    await db.stop();
  }
});
