import assert from "node:assert/strict";
import fc from "fast-check";
import type { Sql, TransactionSql } from "postgres";
import { createConversation, importNumbers, person } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const CODES = ["415", "628", "510", "707", "212", "604", "778", "250", "416", "905", "800"];
const CANADA = new Set(["604", "778", "250", "416", "905"]);
const country = (code: string) => CANADA.has(code) ? "CA" : "US";

Deno.test("Numbers by geography", async (t) => {
  const db = await createTestDatabase();
  const undo = new Error("Undo");
  /** A pool of one number for each of these area codes, gone afterwards. */
  const withPool = (codes: (string | null)[], work: (sql: TransactionSql) => Promise<void>) =>
    db.sql.begin(async (sql) => {
      for (const [index, code] of codes.entries()) {
        await importNumbers(sql as unknown as Sql, 1, {
          number: code ? `+1${code}55501${10 + index}` : `+614915701${10 + index}`,
          phone_hash: `hash of number ${index}`,
          country_code: code ? country(code) : "AU",
          area_code: code,
        });
      }
      await work(sql);
      throw undo;
    }).catch((error) => {
      if (error !== undo) throw error;
    });

  let others = 0;
  /** The area code that `who`, of this one, gets in a conversation with somebody new of the same; null: none is free. */
  const next = async (
    sql: TransactionSql,
    who: string,
    code: string | null,
    geoMatch: string,
    geoRadiusKm = 100,
  ) => {
    const more = { area_code: code, country_code: code ? country(code) : "AU" };
    const people = [person(who, more), person(`other ${others++}`, more)];
    try {
      const made = await sql.savepoint((tx) =>
        createConversation(tx as unknown as Sql, people, { geoMatch, geoRadiusKm })
      );
      const number = made.participants[0]!.proxy_number;
      return number.startsWith("+1") ? number.slice(2, 5) : "none";
    } catch (error) {
      if ((error as { code?: string }).code === "MSKPE") return null;
      throw error;
    }
  };
  /** What somebody gets, one conversation after the other, until nothing is free. */
  const all = async (
    sql: TransactionSql,
    code: string | null,
    geoMatch: string,
    geoRadiusKm?: number,
  ) => {
    const got: string[] = [];
    const who = `person ${others++}`;
    for (;;) {
      const one = await next(sql, who, code, geoMatch, geoRadiusKm);
      if (one === null) return got;
      got.push(one);
    }
  };

  try {
    await t.step(
      "overlay: of the code or of one that serves the same area",
      () =>
        withPool(CODES, async (sql) => {
          assert.deepEqual((await all(sql, "628", "overlay")).toSorted(), ["415", "628"]);
          assert.deepEqual((await all(sql, "707", "overlay")).toSorted(), ["707"]);
          assert.deepEqual((await all(sql, "604", "overlay")).toSorted(), ["604", "778"]);
          assert.deepEqual((await all(sql, "778", "overlay")).toSorted(), ["250", "604", "778"]);
        }),
    );

    await t.step(
      "radius: of a code within it, its edge included",
      () =>
        withPool(CODES, async (sql) => {
          assert.deepEqual((await all(sql, "415", "radius", 13)).toSorted(), ["415", "628"]);
          assert.deepEqual((await all(sql, "415", "radius", 14)).toSorted(), ["415", "510", "628"]);
          assert.deepEqual(
            (await all(sql, "415", "radius", 100)).toSorted(),
            ["415", "510", "628", "707"],
          );
          assert.deepEqual((await all(sql, "416", "radius", 100)).toSorted(), ["416", "905"]);
        }),
    );

    await t.step(
      "neither of them leads into another country",
      () =>
        withPool(["905"], async (sql) => {
          for (const geoMatch of ["radius", "overlay", "prefer_area_code"]) {
            assert.deepEqual(await all(sql, "716", geoMatch, 1000), []);
          }
        }),
    );

    await t.step("of a code that nobody knows, and outside +1, they are area_code", async () => {
      await withPool(["555", "415", "800"], async (sql) => {
        for (const geoMatch of ["overlay", "radius", "area_code"]) {
          assert.deepEqual(await all(sql, "555", geoMatch, 1000), ["555"]);
          assert.deepEqual(await all(sql, "800", geoMatch, 1000), ["800"]);
          assert.deepEqual(await all(sql, "415", geoMatch, 1000), ["415"]);
        }
        assert.equal((await all(sql, "555", "prefer_area_code"))[0], "555");
      });
      await withPool([null, null, "415"], async (sql) => {
        for (const geoMatch of ["overlay", "radius", "area_code"]) {
          assert.deepEqual(await all(sql, null, geoMatch), ["none", "none"]);
        }
      });
    });

    await t.step(
      "prefer_area_code: the code itself, then an overlay, then the nearest",
      () =>
        withPool(CODES, async (sql) => {
          assert.deepEqual(
            await all(sql, "415", "prefer_area_code"),
            ["415", "628", "510", "707", "212", "800"],
          );
          const canadian = await all(sql, "416", "prefer_area_code");
          assert.deepEqual(canadian.slice(0, 2), ["416", "905"]);
          assert.deepEqual([canadian.length, canadian.at(-1)], [5, "250"]);
        }),
    );

    await t.step(
      "prefer_area_code: what is nearest to all, where no code is of one of them",
      () =>
        withPool(["212", "707", "510"], async (sql) => {
          const people = [
            person("sf", { area_code: "415" }),
            person("santa rosa's overlay", { area_code: "369" }),
          ];
          const made = await createConversation(sql as unknown as Sql, people, {
            geoMatch: "prefer_area_code",
          });
          assert.equal(made.masked_number?.slice(2, 5), "707");
        }),
    );

    await t.step(
      "a newcomer and a seat that is moved get a number by the same rules",
      () =>
        withPool(["415", "628", "510", "212"], async (sql) => {
          const made = await createConversation(sql as unknown as Sql, [person("a"), person("b")], {
            geoMatch: "area_code",
          });
          const add = (name: string, geoMatch: string, geoRadiusKm: number) =>
            sql`select masking.add_participant(${made.id}, ${
              sql.json(person(name, { area_code: "510" }))
            }, ${geoMatch}, null, null, ${new Date()}, ${geoRadiusKm}) as c`;
          // Of the others' number nothing is left to wish for once it lies outside.
          const [{ c }] = await add("c", "radius", 5) as never as [
            { c: { participants: { proxy_number: string }[] } },
          ];
          assert.equal(c.participants.at(-1)!.proxy_number.slice(2, 5), "510");

          const old = made.masked_number!;
          await sql`select masking.set_number_status(${old}, 'draining')`;
          const move = (geoMatch: string, geoRadiusKm: number) =>
            sql`select moved from masking.replace_number(${old}, ${geoMatch}, null, '{"default": "moved"}',
            '00000000-0000-0000-0000-000000000000', 10, ${new Date()}, ${geoRadiusKm})`;
          assert.equal((await move("area_code", 1000))[0]!.moved, 0);
          assert.equal((await move("radius", 5))[0]!.moved, 1);
          const moved = await sql`
          select distinct proxy_number from public.phone_conversation_participants
          where conversation_id = ${made.id} and left_at is null and phone_hash <> 'hash of c'`;
          assert.deepEqual(moved.map((row) => row.proxy_number.slice(2, 5)), ["628"]);
        }),
    );

    await t.step("nobody is refused who does not hold every eligible number", async () => {
      const pool = fc.array(fc.constantFrom(...CODES), { minLength: 1, maxLength: 8 });
      const where = fc.constantFrom(...CODES, "555");
      const how = fc.constantFrom("prefer_area_code", "area_code", "overlay", "radius");
      await fc.assert(
        fc.asyncProperty(
          pool,
          where,
          how,
          fc.integer({ min: 1, max: 1000 }),
          (codes, code, geo, km) =>
            withPool(codes, async (sql) => {
              const [row] = await sql`
              select masking.near_area_codes(${code}, ${geo === "radius" ? km : 0}) as near`;
              const near = { [code]: 0, ...(geo === "area_code" ? {} : row!.near) };
              const eligible = codes.filter((one) =>
                country(one) === country(code) && (geo === "prefer_area_code" || one in near)
              );
              assert.deepEqual(
                (await all(sql, code, geo, km)).toSorted(),
                eligible.toSorted(),
              );
              // With these alone in the pool the country would have done no better.
              await sql`
              update public.phone_number_pool set status = 'draining'
              where not coalesce(area_code = any (${eligible}), false)`;
              assert.deepEqual((await all(sql, code, "country")).toSorted(), eligible.toSorted());
            }),
        ),
        { numRuns: 60, seed: 7 },
      );
    });
  } finally {
    await db.stop();
  }
});
