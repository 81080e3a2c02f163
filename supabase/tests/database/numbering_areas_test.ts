import assert from "node:assert/strict";
import metadata from "libphonenumber-js/max/metadata";
import { sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

type Area = { main_code: string; latitude: number; longitude: number; area_codes: string[] };

/** The codes of whole countries' fixed and mobile numbers, which the library's pattern lists one by one. */
function codesOf(country: "US" | "CA"): string[] {
  const pattern = new RegExp(`^(?:${metadata.countries[country]![11]![0]![0]})$`);
  return Array.from({ length: 800 }, (_, index) => String(200 + index))
    .filter((code) => pattern.test(`${code}2345678`));
}

Deno.test("Numbering areas", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const near = async (code: string | null, radiusKm: number | null) => {
    const [row] = await sql<{ near: Record<string, number> | null }[]>`
      select masking.near_area_codes(${code}, ${radiusKm}) as near`;
    return row!.near;
  };
  const codes = async (code: string, radiusKm: number) =>
    Object.keys(await near(code, radiusKm) ?? {}).toSorted();
  try {
    const areas = await sql<Area[]>`select * from public.numbering_areas`;

    await t.step("hold every area code of the US and Canada that libphonenumber knows", () => {
      const known = new Set(areas.flatMap(({ area_codes }) => area_codes));
      const [us, canada] = [codesOf("US"), codesOf("CA")];
      assert.ok(us.length > 300 && canada.length > 40);
      assert.deepEqual([...us, ...canada].filter((code) => !known.has(code)), []);
    });

    await t.step("lie each in a place of its own, where its country is", () => {
      assert.equal(
        new Set(areas.map(({ latitude, longitude }) => `${latitude} ${longitude}`)).size,
        areas.length,
      );
      const us = new Set(codesOf("US"));
      const canada = new Set(codesOf("CA"));
      for (const { main_code, latitude, longitude } of areas) {
        if (us.has(main_code)) {
          assert.ok(
            latitude > 18 && latitude < 62 && longitude > -160 && longitude < -66,
            main_code,
          );
        } else if (canada.has(main_code)) {
          assert.ok(
            latitude > 42 && latitude < 63 && longitude > -136 && longitude < -52,
            main_code,
          );
        }
      }
    });

    await t.step("are as far apart as on a map", async () => {
      for (
        const [from, to, km] of [
          ["415", "510", 13],
          ["415", "213", 559],
          ["212", "213", 3_940],
          ["604", "416", 3_360],
          ["671", "808", 6_110],
        ] as const
      ) {
        const there = (await near(from, null))![to]!;
        assert.equal((await near(to, null))![from], there);
        assert.ok(Math.abs(there - km) <= km * 0.01 + 1, `${from} ${to} ${there}`);
      }
    });

    await t.step("share their codes with overlays, which may serve more than one", async () => {
      assert.deepEqual(await codes("628", 0), ["415", "628"]);
      assert.deepEqual(await codes("604", 0), ["236", "257", "604", "672", "778"]);
      assert.deepEqual(await codes("778", 0), ["236", "250", "257", "604", "672", "778"]);
      assert.deepEqual(await codes("647", 0), ["416", "437", "647", "942"]);
      assert.deepEqual((await codes("917", 0)).join(), "212,332,347,465,646,718,917,929");
      assert.deepEqual(await codes("312", 0), ["312", "872"]);
    });

    await t.step("count in a radius up to its edge", async () => {
      const { "510": edge } = (await near("415", null))! as { "510": number };
      assert.ok((await codes("415", edge)).includes("510"));
      assert.ok(!(await codes("415", edge - 1)).includes("510"));
    });

    await t.step("are none of a code that nobody knows, or of no code", async () => {
      assert.equal(await near("555", 1000), null);
      assert.equal(await near(null, 1000), null);
    });

    await t.step("take no code of other than three digits, and none without its own", async () => {
      const insert = (main: string, all: string[]) =>
        sqlstate(sql`insert into public.numbering_areas values (${main}, 0, 0, ${all})`);
      assert.equal(await insert("555", ["555", "5556"]), "23514");
      assert.equal(await insert("555", ["556"]), "23514");
    });
  } finally {
    await db.stop();
  }
});
