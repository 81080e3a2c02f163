import assert from "node:assert/strict";
import { fakeSql } from "../db/fake_sql.ts";
import { createKeyRing } from "./key_ring.ts";
import { openKeyRing } from "./open_key_ring.ts";

const [CURRENT, PREVIOUS] = ["c".repeat(32), "p".repeat(32)];

Deno.test("openKeyRing() shows the database the ids of the keys, and nothing else of them", async () => {
  const { sql, calls } = fakeSql();
  const keys = await openKeyRing(sql, { current: CURRENT, previous: PREVIOUS });
  const previous = (await createKeyRing({ current: PREVIOUS })).current;
  assert.deepEqual(calls.map(({ text }) => text), [
    `select masking.check_keys(current_id => '${keys.current.id}', previous_id => '${previous.id}')`,
  ]);
  assert.equal(keys.previous?.id, previous.id);
});

Deno.test("openKeyRing() says in the same trip whether events are to be stored", async () => {
  for (const storesEvents of [true, false]) {
    const { sql, calls } = fakeSql();
    await openKeyRing(sql, { current: CURRENT }, storesEvents);
    assert.equal(calls.length, 1);
    assert.match(
      calls[0]!.text,
      new RegExp(`masking\\.switch_events\\(is_on => '${storesEvents}'\\)`),
    );
  }
});

Deno.test("openKeyRing() fails with what the database says", async () => {
  const { sql } = fakeSql(() => new Error("not the key of this database"));
  await assert.rejects(openKeyRing(sql, { current: CURRENT }), /not the key/);
});
