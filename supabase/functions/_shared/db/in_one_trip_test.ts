import assert from "node:assert/strict";
import { fakeSql } from "./fake_sql.ts";
import { inOneTrip } from "./in_one_trip.ts";

/** The statement that the values are quoted into. */
async function statement(value: Parameters<ReturnType<typeof inOneTrip>>[1]): Promise<string> {
  const { sql, calls } = fakeSql();
  await inOneTrip(sql)`select ${value!}`;
  return calls[0]!.text;
}

Deno.test("inOneTrip() quotes values so that none can end its quotes", async () => {
  const cases: [Parameters<typeof statement>[0], string][] = [
    [null, "select null"],
    [true, "select 'true'"],
    [12, "select '12'"],
    ["", "select ''"],
    ["it's", "select 'it''s'"],
    ["'; drop table x; --", "select '''; drop table x; --'"],
    ["\\'", "select E'\\\\'''"],
    ["$1 ${x} ?", "select '$1 ${x} ?'"],
    [["a'b"], `select '["a''b"]'`],
    [{ a: 'b"' }, `select E'{"a":"b\\\\""}'`],
    [new Date("2026-11-21T00:00:00Z"), "select '2026-11-21T00:00:00.000Z'"],
  ];
  for (const [value, expected] of cases) assert.equal(await statement(value), expected);
});

Deno.test("inOneTrip() refuses what would end the statement on the wire", async () => {
  await assert.rejects(statement("a\0b"), { code: "22021" });
});
