import assert from "node:assert/strict";
import type { TestStack } from "./test_stack.ts";

/** Searches every column of every table of ours, and every line that the functions and Postgres wrote, for numbers and texts in the clear. */
export async function expectNothingInTheClear(
  { sql, logs }: Pick<TestStack, "sql" | "logs">,
  numbers: string[],
  texts: string[],
): Promise<void> {
  const needles = [...numbers.map((number) => number.replace("+", "")), ...texts];
  const tables = await sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'masking', 'private', 'supabase_migrations')`;
  assert.ok(tables.length >= 9);
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select to_jsonb(t)::text as row from ${name} t`);
    for (const { row } of rows) {
      for (const needle of needles) assert.ok(!row.includes(needle), `${name} holds "${needle}"`);
    }
  }
  assert.ok(logs.length > 0);
  for (const line of logs) {
    for (const needle of needles) {
      assert.ok(!line.includes(needle), `the log holds "${needle}": ${line}`);
    }
  }
}
