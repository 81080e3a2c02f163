import assert from "node:assert/strict";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const [FIRST, SECOND, THIRD] = ["first---", "second--", "third---"];

Deno.test("check_keys()", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const check = (current: string, previous: string | null = null) =>
    sql`select masking.check_keys(current_id => ${current}, previous_id => ${previous})`;
  const seat = (name: string, key: string) =>
    person(name, { phone_hash: `${key}.${name}`, phone_encrypted: `v1.${key}.iv.${name}` });
  const ids = async () =>
    (await sql`select id from public.encryption_keys order by id`).map(({ id }) => id);
  try {
    await importNumbers(sql, 2);

    await t.step("takes the first key that comes, and no other without it", async () => {
      const both = await Promise.allSettled([check(FIRST), check(SECOND)]);
      assert.deepEqual(both.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
      await sql`delete from public.encryption_keys`;
      await check(FIRST);
      await check(FIRST);
      assert.equal(await sqlstate(check(SECOND)), "MSKWK");
      assert.equal(await sqlstate(check(SECOND, THIRD)), "MSKWK");
      assert.deepEqual(await ids(), [FIRST]);
    });

    await t.step("takes a new key beside the old one, in the order of a rotation", async () => {
      await check(FIRST, SECOND);
      assert.deepEqual(await ids(), [FIRST]);
      await check(SECOND, FIRST);
      await check(FIRST, SECOND);
      assert.deepEqual(await ids(), [FIRST, SECOND]);
    });

    await t.step(
      "refuses to go without a key as long as something is stored under it",
      async () => {
        await createConversation(sql, [seat("a", FIRST), seat("b", SECOND)]);
        assert.equal(await sqlstate(check(SECOND)), "MSKWK");
        assert.equal(await sqlstate(check(FIRST)), "MSKWK");
        await check(SECOND, FIRST);
        await sql`select masking.rotate_people(people => ${
          sql.json([{ phone_hash: `${SECOND}.a|${FIRST}.a`, phone_encrypted: `v1.${SECOND}.iv.a` }])
        })`;
        await check(SECOND);
        await sql`update public.phone_conversation_participants set phone_encrypted = ${`v1.${FIRST}.iv.a`}`;
        assert.equal(await sqlstate(check(SECOND)), "MSKWK");
      },
    );

    await t.step("serves without a key that was declared lost", async () => {
      await sql`update public.encryption_keys set lost_at = now()`;
      await check(THIRD);
      assert.equal(await sqlstate(check("fourth--")), "MSKWK");
    });
  } finally {
    await db.stop();
  }
});
