import assert from "node:assert/strict";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("masking.after_restore() has what waited looked up, and leaves what was relayed alone if told so", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await importNumbers(sql, 1);
    const now = new Date();
    const { participants } = await createConversation(sql, [person("a"), person("b")], { now });
    const to = participants[0]!.proxy_number;
    // The first is leased to whoever received it; the second waits behind it.
    for (const body of ["first", "second"]) await receiveMessage(sql, { from: "a", to, body, now });
    const statuses = async () =>
      (await sql`select status from public.sms_forwards order by position`).map((row) =>
        row.status
      );
    assert.deepEqual(await statuses(), ["sending", "queued"]);
    const compared = async () =>
      (await sql`select received_until from public.carrier_sweeps where provider = 'twilio'`)[0]
        ?.received_until;

    const [first] = await sql`select masking.after_restore() as answer`;
    assert.deepEqual(first!.answer, { to_look_up: 1 });
    assert.deepEqual(await statuses(), ["sending", "unknown"]);
    assert.equal(await compared(), undefined);

    const later = new Date(now.getTime() + 120_000);
    for (let run = 0; run < 2; run++) {
      await sql`select masking.after_restore(relay_missed => false, now => ${later})`;
      assert.deepEqual(await compared(), later);
    }
    const [due] = await sql<{ claims: { reconcile: boolean }[] }[]>`
      select masking.claim_due_forwards(10, ${later}) as claims`;
    assert.ok(due!.claims.length > 0);
    assert.ok(due!.claims.every(({ reconcile }) => reconcile));
  } finally {
    await db.stop();
  }
});
