import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { connect } from "../../functions/_shared/db/connect.ts";
import { inOneTrip } from "../../functions/_shared/db/in_one_trip.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("No statement is left without an end when the connections are lost", async () => {
  const db = await createTestDatabase();
  const sql = connect(db.functionsUrl);
  try {
    const asked = Array.from(
      { length: 20 },
      () =>
        inOneTrip(sql)`select pg_catalog.pg_sleep(${0.5})`.then(() => "answered", () => "failed"),
    );
    const asleep = () =>
      db.sql`
        select pid from pg_catalog.pg_stat_activity
        where application_name = 'maskline' and wait_event = 'PgSleep'`;
    await until("all connections are busy", async () => (await asleep()).length === 4);
    await db.sql`
      select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where application_name = 'maskline'`;
    const ends = await Promise.race([
      Promise.all(asked),
      new Promise<string[]>((resolve) => setTimeout(() => resolve(["hangs"]), 20_000)),
    ]);
    assert.equal(ends.length, 20, "every statement has ended");
    assert.ok(ends.filter((end) => end === "failed").length >= 4);
    assert.ok(ends.includes("answered"));
  } finally {
    await sql.end({ timeout: 1 });
    await db.stop();
  }
});
