import assert from "node:assert/strict";
import { findUnprotected } from "../../../local/deploy/find_unprotected.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("The schema", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  try {
    await t.step("protects every table and function", async () => {
      assert.deepEqual(await findUnprotected(sql), []);
    });

    const breaks: [string, string, RegExp][] = [
      [
        "a table without row level security",
        "create table public.leak (id int)",
        /leak has no row level security/,
      ],
      [
        "a table without a policy",
        "create table public.leak (id int); alter table public.leak enable row level security",
        /leak has no policy/,
      ],
      [
        "a function with a mutable search path",
        "create function masking.leak() returns int language sql as 'select 1'; revoke all on function masking.leak() from public",
        /leak.* mutable search path/,
      ],
      [
        "a function that anybody may execute",
        `create function masking.leak() returns int language sql set search_path = '' as 'select 1'`,
        /leak\(\) can be executed by anon/,
      ],
      [
        "a grant on a table",
        "grant insert on public.sms_messages to authenticated",
        /authenticated may INSERT sms_messages/,
      ],
      [
        "a grant on a hash",
        "grant select (phone_hash) on public.phone_conversation_participants to authenticated",
        /participants\.phone_hash/,
      ],
      [
        "a grant to service_role",
        "grant update on public.rate_limits to service_role",
        /service_role may UPDATE rate_limits/,
      ],
      [
        "a schema that is open",
        "grant usage on schema masking to authenticated",
        /authenticated may use schema masking/,
      ],
    ];
    for (const [name, statement, expected] of breaks) {
      await t.step(`is found out with ${name}`, async () => {
        const problems = await sql.begin(async (tx) => {
          await tx.unsafe(statement);
          const found = await findUnprotected(tx);
          throw Object.assign(new Error("undo"), { found });
        }).catch((error) => (error as { found?: string[] }).found ?? Promise.reject(error));
        assert.ok(problems.some((problem) => expected.test(problem)), problems.join("\n"));
      });
    }

    await t.step("has an index for every foreign key", async () => {
      const rows = await sql`
        select c.conrelid::regclass || '.' || c.conname as missing
        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
        where c.contype = 'f' and n.nspname = 'public'
          and not exists (
            select from pg_index i
            where i.indrelid = c.conrelid and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)`;
      assert.deepEqual(rows.map((row) => row.missing), []);
    });

    await t.step("has a comment on every table", async () => {
      const rows = await sql`
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and obj_description(c.oid) is null`;
      assert.deepEqual(rows.map((row) => row.relname), []);
    });
  } finally {
    await db.stop();
  }
});
