import assert from "node:assert/strict";
import { receiveCall } from "../support/calls.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Who joins sees no text and no call from before; the service sees all", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  const start = Date.now();
  const at = (seconds: number) => new Date(start + seconds * 1000);
  const [newcomer, stranger] = [crypto.randomUUID(), crypto.randomUUID()];
  try {
    await sql`insert into auth.users (id) values (${newcomer}), (${stranger})`;
    await importNumbers(sql, 6);
    const { id, participants: [a] } = await createConversation(
      sql,
      [person("a"), person("b")],
      { now: at(0), mode: "message_and_voice" },
    );
    const textAndCall = async (seconds: number) => {
      const from = { from: "a", to: a!.proxy_number, now: at(seconds) };
      await receiveMessage(sql, from);
      await receiveCall(sql, from);
    };
    await textAndCall(10);
    await sql`
      select masking.add_participant(${id}, ${
      sql.json(person("n", { user_id: newcomer }))
    }, 'country', null, null, ${at(20)})`;
    await textAndCall(30);

    const seenBy = async (viewer: string | null) => ({
      texts: (await sql`select masking.list_messages('service:test', ${id}, ${viewer}, 10)`).length,
      calls: (await sql`select masking.list_calls(${id}, ${viewer}, 10)`).length,
    });
    assert.deepEqual(await seenBy(newcomer), { texts: 1, calls: 1 });
    assert.deepEqual(await seenBy(null), { texts: 2, calls: 2 });
    assert.equal(await sqlstate(seenBy(stranger)), "MSKCN");
  } finally {
    await db.stop();
  }
});
