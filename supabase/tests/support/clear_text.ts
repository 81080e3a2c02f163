import assert from "node:assert/strict";
import type postgres from "postgres";

/** Shorter texts could be words of the code by chance. */
const TELLING_LENGTH = 8;

/**
 * Searches every column of every table, and every line that the functions and Postgres wrote, for the texts that the carrier saw and
 * for the numbers of the people who sent or got them. Pool numbers are ours and may show.
 */
export async function expectNothingInTheClear(
  sql: postgres.Sql,
  logs: string[],
  messages: { from: string; to: string; body: string }[],
  ourNumbers: string[],
): Promise<void> {
  const numbers = new Set(messages.flatMap(({ from, to }) => [from, to]));
  for (const number of ourNumbers) numbers.delete(number);
  const texts = new Set(
    messages.map(({ body }) => body.trim()).filter(({ length }) => length >= TELLING_LENGTH),
  );
  const needles = [...[...numbers].map((number) => number.replace("+", "")), ...texts];

  const written = [...logs.map((line) => ["the log", line] as const)];
  const tables = await sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'masking', 'private')`;
  for (const { name } of tables) {
    for (const { row } of await sql.unsafe(`select to_jsonb(t)::text as row from ${name} t`)) {
      written.push([name, row]);
    }
  }
  assert.ok(tables.length >= 9 && logs.length > 0);
  for (const [where, text] of written) {
    const found = needles.find((needle) =>
      text.includes(needle) || text.includes(JSON.stringify(needle).slice(1, -1))
    );
    assert.equal(found, undefined, `${where} holds "${found}": ${text}`);
  }
}
