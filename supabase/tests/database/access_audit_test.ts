import assert from "node:assert/strict";
import postgres from "postgres";
import { createConversation, importNumbers, person, sqlstate } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const NO_PRIVILEGE = "42501";

Deno.test("The access audit", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const changes = [
    "update public.access_audit set actor = 'system'",
    "update public.access_audit set at = now() where false",
    "delete from public.access_audit",
    "truncate public.access_audit",
    "truncate public.access_audit cascade",
  ];
  const rows = async () => (await sql`select id, actor from public.access_audit order by id`);
  try {
    await importNumbers(sql, 2);
    const ana = crypto.randomUUID();
    await sql`insert into auth.users (id, email) values (${ana}, 'ana@example.com')`;
    const { id } = await createConversation(sql, [person("ana", { user_id: ana }), person("ben")]);

    await t.step("gets its row in the transaction that reads", async () => {
      await sql`select masking.list_messages('service:default', ${id}, null, 10)`;
      await sql`select masking.list_messages(${`user:${ana}`}, ${id}, ${ana}, 10)`;
      await sql.begin(async (tx) => {
        await tx`select masking.list_messages('system', ${id}, null, 10)`;
        throw new Error("undo");
      }).catch(() => {});
      const stranger =
        sql`select masking.list_messages('system', ${id}, ${crypto.randomUUID()}, 10)`;
      assert.equal(await sqlstate(stranger), "MSKCN");
      assert.deepEqual((await rows()).map((row) => row.actor), ["service:default", `user:${ana}`]);
    });

    await t.step("has who read own numbers and who moved what to another key", async () => {
      await sql`select masking.list_phones(${ana})`;
      await sql`select masking.start_rotation('service:ops', 'newnewne', 'oldoldol', false)`;
      const [read, rotated] = await sql`
        select actor, action, details from public.access_audit order by id desc limit 2`
        .then((found) => found.toReversed());
      assert.deepEqual({ ...read! }, {
        actor: `user:${ana}`,
        action: "read_phone_numbers",
        details: {},
      });
      assert.deepEqual({ ...rotated! }, {
        actor: "service:ops",
        action: "rotate_keys",
        details: { from: "oldoldol", to: "newnewne" },
      });
    });

    for (const role of ["anon", "authenticated", "service_role"]) {
      await t.step(`can neither be read nor changed by ${role}`, async () => {
        for (const statement of ["select * from public.access_audit", ...changes]) {
          const acting = sql.begin(async (tx) => {
            await tx.unsafe(`set local role ${role}`);
            await tx.unsafe(statement);
          });
          assert.equal(await sqlstate(acting), NO_PRIVILEGE, statement);
        }
      });
    }

    await t.step("can neither be read nor changed by the functions' own role", async () => {
      const functions = postgres(db.functionsUrl, { max: 1 });
      try {
        for (const statement of ["select * from public.access_audit", ...changes]) {
          assert.equal(await sqlstate(functions.unsafe(statement)), NO_PRIVILEGE, statement);
        }
        await functions`select masking.record_access('system', 'test', null, '{}')`;
      } finally {
        await functions.end();
      }
    });

    await t.step("cannot be changed even by its owner", async () => {
      const before = await rows();
      for (const statement of changes) {
        assert.equal(await sqlstate(sql.unsafe(statement)), NO_PRIVILEGE, statement);
      }
      assert.deepEqual(await rows(), before);
    });

    await t.step("is listed newest first, of one subject or of all", async () => {
      const list = async (subject: string | null, max: number, before?: string) =>
        (await sql`
          select a from masking.list_access(${subject}, ${max}, ${
          before ?? "9223372036854775807"
        }) a`).map((row) => row.a);
      const all = await list(null, 10);
      assert.deepEqual(all.map(({ action }) => action), [
        "test",
        "rotate_keys",
        "read_phone_numbers",
        "read_messages",
        "read_messages",
      ]);
      const [newest] = await list(id, 1);
      const [older] = await list(id, 1, newest.id);
      assert.deepEqual([newest.actor, older.actor], [`user:${ana}`, "service:default"]);
      assert.deepEqual(await list(id, 1, older.id), []);
    });
  } finally {
    await db.stop();
  }
});
