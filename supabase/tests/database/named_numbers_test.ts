import assert from "node:assert/strict";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Numbers that are named, reserved, near, or without pictures", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const proxies = (made: { participants: { proxy_number: string }[] }) =>
    made.participants.map(({ proxy_number }) => proxy_number);
  try {
    const [one, two, three] = await importNumbers(sql, 3) as [string, string, string];

    await t.step(
      "a named number is given to whom it is named for, the others get theirs",
      async () => {
        const made = await createConversation(sql, [
          person("a"),
          person("b", { proxy_number: two }),
          person("c"),
        ]);
        const [a, b, c] = proxies(made);
        assert.deepEqual([b, a === c], [two, true]);
        const both = [person("d", { proxy_number: one }), person("e", { proxy_number: one })];
        assert.equal((await createConversation(sql, both)).masked_number, one);
        const apart = [person("f", { proxy_number: one }), person("g", { proxy_number: three })];
        assert.deepEqual(proxies(await createConversation(sql, apart)), [one, three]);
      },
    );

    await t.step(
      "but not while the person holds it, or after that until it has cooled down",
      async () => {
        const start = new Date("2026-01-01T00:00:00Z").getTime();
        const at = (days: number) => new Date(start + days * 86_400_000);
        const again = (now: Date) =>
          createConversation(sql, [
            person("h", { proxy_number: one }),
            person(crypto.randomUUID()),
          ], { now, expiresAt: null });
        const { id } = await again(at(0));
        assert.equal(await sqlstate(again(at(1))), "MSKNT");
        await sql`select masking.update_conversation(${id}, null, '{"status":"closed"}', null, ${
          at(1)
        })`;
        assert.equal(await sqlstate(again(at(2))), "MSKNT");
        assert.equal(proxies(await again(at(60)))[0], one);
      },
    );

    await t.step(
      "nor where it is not lent, or cannot do what the conversation is for",
      async () => {
        const named = (number: string, mode = "message") =>
          createConversation(sql, [
            person(crypto.randomUUID(), { proxy_number: number }),
            person(crypto.randomUUID()),
          ], { mode });
        assert.equal(await sqlstate(named("+14155550177")), "MSKNN");
        await sql`update public.phone_number_pool set voice = false where number = ${one}`;
        assert.equal(await sqlstate(named(one, "message_and_voice")), "MSKNN");
        await sql`update public.phone_number_pool set status = 'draining' where number = ${one}`;
        assert.equal(await sqlstate(named(one)), "MSKNN");
        await sql`update public.phone_number_pool set voice = true, status = 'active'`;
      },
    );

    await t.step("a reserved number goes to nobody who does not name it", async () => {
      const reserve = async (reserved?: boolean) => {
        const [row] = await sql`
          select masking.import_numbers(${
          sql.json([{
            number: two,
            phone_hash: "hash of pool number 1",
            provider: "twilio",
            country_code: "US",
            area_code: "415",
            sms: true,
            mms: true,
            voice: true,
            ...(reserved === undefined ? {} : { reserved }),
          }])
        }) as numbers`;
        return row!.numbers[0].reserved;
      };
      assert.equal(await reserve(true), true);
      assert.equal(await reserve(), true, "an import that says nothing of it changes nothing");
      for (let turn = 0; turn < 2; turn++) {
        const made = await createConversation(sql, [person("k"), person(`l ${turn}`)]);
        assert.ok(!proxies(made).includes(two));
      }
      assert.equal(await sqlstate(createConversation(sql, [person("k"), person("m")])), "MSKPE");
      const named = [person("k", { proxy_number: two }), person("n", { proxy_number: two })];
      assert.equal((await createConversation(sql, named)).masked_number, two);
      const [{ report }] = await sql`select masking.pool_report() as report` as never as [
        { report: { countries: { active: number }[] } },
      ];
      assert.equal(report.countries[0]!.active, 2);
      assert.equal(await reserve(false), false);
    });

    await t.step("what can send pictures is lent before what cannot", async () => {
      await sql`update public.phone_number_pool set mms = number = ${three}`;
      for (let turn = 0; turn < 4; turn++) {
        const made = await createConversation(sql, [person(`o ${turn}`), person(`p ${turn}`)]);
        assert.equal(made.masked_number, three);
      }
      const others = await createConversation(sql, [person("o 0"), person("q")]);
      assert.notEqual(others.masked_number, three);
      const calls = await Promise.all(
        Array.from(
          { length: 8 },
          (_, turn) =>
            createConversation(sql, [person(`r ${turn}`), person(`s ${turn}`)], { mode: "voice" }),
        ),
      );
      assert.ok(new Set(calls.map(({ masked_number }) => masked_number)).size > 1);
    });

    await t.step("what is of the area code is lent first where that is preferred", async () => {
      await sql`update public.phone_number_pool set mms = true`;
      await sql`update public.phone_number_pool set area_code = '212' where number = ${two}`;
      const near = (name: string, geoMatch: string) =>
        createConversation(sql, [
          person(`${name} 1`, { area_code: "212" }),
          person(`${name} 2`, { area_code: "212" }),
        ], { geoMatch });
      for (let turn = 0; turn < 5; turn++) {
        assert.equal((await near(`t ${turn}`, "prefer_area_code")).masked_number, two);
      }
      // The first of them holds it: the next best will do, where only the area code would not.
      const more = [person("t 0 1", { area_code: "212" }), person("u", { area_code: "212" })];
      assert.equal(
        await sqlstate(createConversation(sql, more, { geoMatch: "area_code" })),
        "MSKPE",
      );
      const other = await createConversation(sql, more, { geoMatch: "prefer_area_code" });
      assert.ok([one, three].includes(other.masked_number!));
      const anywhere = await Promise.all(
        Array.from({ length: 8 }, (_, turn) => near(`v ${turn}`, "country")),
      );
      assert.ok(new Set(anywhere.map(({ masked_number }) => masked_number)).size > 1);
    });
  } finally {
    await db.stop();
  }
});
