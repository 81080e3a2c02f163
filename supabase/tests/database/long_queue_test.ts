import assert from "node:assert/strict";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const PEOPLE = 50;
const WAITING = 30;

// Plans that are kept were made while the tables were empty, and nothing has been analysed since.
Deno.test("A text to a group reads what waits for its recipients, and that not once for each", async () => {
  const db = await createTestDatabase();
  const sql = await db.sql.reserve();
  try {
    await importNumbers(sql, 2);
    await sql`update public.phone_number_pool set segments_per_second = 1000000`;
    const { participants: [first] } = await createConversation(
      sql,
      Array.from({ length: PEOPLE }, (_, index) => person(`member ${index}`)),
    );
    const text = () => receiveMessage(sql, { from: "member 0", to: first!.proxy_number });
    for (let waiting = 0; waiting < WAITING; waiting++) await text();

    // Those of this connection that have not been reported yet, so all that it read within the last moments.
    const rowsRead = async () =>
      (await sql<{ rows: number }[]>`
        select (seq_tup_read + idx_tup_fetch)::int as rows
        from pg_stat_xact_user_tables where relid = 'public.sms_forwards'::regclass`)[0]!.rows;
    await sql`begin`;
    const before = await rowsRead();
    assert.equal((await text()).outcome, "forwarded");
    const read = await rowsRead() - before;
    await sql`rollback`;
    const waiting = (PEOPLE - 1) * (WAITING + 1);
    assert.ok(read > WAITING && read < 2 * waiting, `${read} rows are read`);
  } finally {
    sql.release();
    await db.stop();
  }
});
