import assert from "node:assert/strict";
import { addHostedExtensions } from "../support/hosted_extensions.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";
import { findBlocks, placeOf } from "./find_blocks.ts";
import { isOf } from "./runner_of.ts";

/** The words in pointed brackets for which a text will not do. */
const VALUES: Record<string, string> = {
  uuid: "00000000-0000-4000-8000-000000000000",
  id: "oldoldol",
};

const filledIn = (text: string) =>
  text.replaceAll(/<(\w+)>/g, (whole, name: string) => VALUES[name] ?? whole);

Deno.test("SQL in the documents runs as the SQL editor of a project would run it", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await addHostedExtensions(sql);
    // Something for the statements to find.
    await importNumbers(sql, 1);
    const { participants } = await createConversation(sql, [person("a"), person("b")]);
    const to = participants[0]!.proxy_number;
    for (const body of ["first", "second"]) await receiveMessage(sql, { from: "a", to, body });
    await sql`select masking.schedule_jobs()`;
    const blocks = (await findBlocks()).filter(isOf("sql"));
    assert.ok(blocks.length >= 3);
    for (const block of blocks) {
      await t.step(placeOf(block), async () => {
        const undone = new Error("undo");
        // Each from the same state, and roles belong to the whole cluster.
        await sql.begin(async (transaction) => {
          await transaction.unsafe(filledIn(block.text));
          throw undone;
        }).catch((error) => {
          if (error === undone) return;
          const { position } = error as { position?: string };
          const lines = block.text.slice(0, Number(position ?? 1) - 1).split("\n").length - 1;
          assert.fail(`${block.path}:${block.line + lines}: ${(error as Error).message}`);
        });
      });
    }
  } finally {
    await db.stop();
  }
});
