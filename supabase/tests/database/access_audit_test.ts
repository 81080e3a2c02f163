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

    await t.step("is dropped when old, and not before ninety days whoever asks", async () => {
      const before = await rows();
      const age = (days: number) => new Date(Date.now() - days * 86_400_000);
      for (const days of [89, 91, 200, 300]) {
        await sql`insert into public.access_audit (at, actor, action) values (${
          age(days)
        }, 'system', ${`days_${"x".repeat(days % 7)}`})`;
      }
      const prune = async (max: number, olderThan: Date) =>
        (await sql`select masking.prune_audit(${max}, ${olderThan}) as count`)[0]!.count;
      const left = async () =>
        (await sql`select count(*)::int as count from public.access_audit where action like 'days%'`)[
          0
        ]!.count;
      assert.deepEqual([await prune(10, age(400)), await left()], [0, 4]);
      assert.deepEqual([await prune(1, age(150)), await left()], [1, 3]);
      assert.deepEqual([await prune(10, age(150)), await left()], [1, 2]);
      // A function that is taken over cannot hide what it has done.
      const functions = postgres(db.functionsUrl, { max: 1 });
      const [pruned] =
        await functions`select masking.prune_audit(1000, now() + interval '1 year') as count`;
      await functions.end();
      assert.deepEqual([pruned!.count, await left()], [1, 1]);
      assert.equal(
        await sqlstate(sql`delete from public.access_audit where at < now() - interval '80 days'`),
        NO_PRIVILEGE,
      );
      await sql`alter table public.access_audit disable trigger access_audit_is_kept_for_ninety_days`;
      await sql`delete from public.access_audit where action like 'days%'`;
      await sql`alter table public.access_audit enable trigger access_audit_is_kept_for_ninety_days`;
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
