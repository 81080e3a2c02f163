import assert from "node:assert/strict";
import postgres from "postgres";
import { receiveCall } from "../support/calls.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const TABLES = [
  "phone_number_pool",
  "phone_conversations",
  "phone_conversation_participants",
  "sms_messages",
  "sms_forwards",
  "user_phone_numbers",
  "sms_opt_outs",
  "phone_blocks",
  "rate_limits",
  "idempotency_keys",
  "access_audit",
  "carrier_deletions",
  "legal_holds",
  "phone_calls",
];
const NO_PRIVILEGE = "42501";

Deno.test("Row level security", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const [ana, ben, eve] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

  /** Acts as PostgREST does for a request with these claims. */
  const as = <T>(
    role: string,
    userId: string | null,
    work: (tx: postgres.TransactionSql) => Promise<T>,
  ) =>
    sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${
        JSON.stringify({ sub: userId, role })
      }, true)`;
      await tx.unsafe(`set local role ${role}`);
      return await work(tx);
    });

  try {
    await importNumbers(sql, 3);
    for (const id of [ana, ben, eve]) {
      await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
    }
    const conversation = await createConversation(sql, [
      person("ana", { user_id: ana }),
      person("ben", { user_id: ben }),
    ]);
    await createConversation(sql, [person("ben", { user_id: ben }), person("somebody")]);
    await receiveMessage(sql, { from: "ana", to: conversation.participants[0]!.proxy_number });
    await sql`insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted, verified_at) values (${ana}, 'h', 'e', now())`;

    await t.step("shows anon nothing at all", async () => {
      for (const table of TABLES) {
        assert.equal(
          await sqlstate(as("anon", null, (tx) => tx`select 1 from public.${tx(table)}`)),
          NO_PRIVILEGE,
          table,
        );
      }
    });

    await t.step(
      "shows users their own conversations, seats, messages, forwards and numbers",
      async () => {
        const counts = (user: string) =>
          as("authenticated", user, async (tx) => {
            const [row] = await tx`
            select (select count(id)::int from public.phone_conversations) conversations,
                   (select count(id)::int from public.phone_conversation_participants) participants,
                   (select count(id)::int from public.sms_messages) messages,
                   (select count(id)::int from public.sms_forwards) forwards,
                   (select count(id)::int from public.user_phone_numbers) numbers`;
            return { ...row };
          });
        assert.deepEqual(await counts(ana), {
          conversations: 1,
          participants: 2,
          messages: 1,
          forwards: 1,
          numbers: 1,
        });
        assert.deepEqual(await counts(ben), {
          conversations: 2,
          participants: 4,
          messages: 1,
          forwards: 1,
          numbers: 0,
        });
        assert.deepEqual(await counts(eve), {
          conversations: 0,
          participants: 0,
          messages: 0,
          forwards: 0,
          numbers: 0,
        });
      },
    );

    await t.step(
      "shows users the calls of their conversations, and not the carrier's ids",
      async () => {
        const { participants } = await createConversation(sql, [
          person("ana", { user_id: ana }),
          person("cyd"),
        ], { mode: "voice" });
        await receiveCall(sql, { from: "cyd", to: participants[1]!.proxy_number });
        const statuses = async (user: string) =>
          (await as(
            "authenticated",
            user,
            (tx) => tx`select status from public.phone_calls order by 1`,
          ))
            .map((row) => row.status);
        assert.deepEqual(await statuses(ana), ["queued", "ringing"]);
        assert.deepEqual(await statuses(ben), []);
        for (const column of ["provider_sid", "recording_sid"]) {
          for (const role of ["authenticated", "service_role"]) {
            const read = as(role, ana, (tx) => tx`select ${tx(column)} from public.phone_calls`);
            assert.equal(await sqlstate(read), NO_PRIVILEGE, `${role} ${column}`);
          }
        }
        await sql`delete from public.phone_conversations where mode = 'voice'`;
      },
    );

    await t.step("shows nobody a conversation that they have left", async () => {
      await sql`
        update public.phone_conversation_participants set left_at = now(), cooldown_until = now()
        where user_id = ${ben} and conversation_id <> ${conversation.id}`;
      const rows = await as(
        "authenticated",
        ben,
        (tx) => tx`select id from public.phone_conversations`,
      );
      assert.deepEqual(rows.map((row) => row.id), [conversation.id]);
    });

    await t.step("shows no role of the Data API a hash, a ciphertext or a code", async () => {
      const secrets = await sql`
        select table_name, column_name from information_schema.columns
        where table_schema = 'public' and column_name ~ '(hash|encrypted|people_key|verification)'`;
      assert.ok(secrets.length >= 8);
      for (const { table_name, column_name } of secrets) {
        for (const role of ["anon", "authenticated", "service_role"]) {
          const query = as(
            role,
            ana,
            (tx) => tx`select ${tx(column_name)} from public.${tx(table_name)}`,
          );
          assert.equal(await sqlstate(query), NO_PRIVILEGE, `${role} ${table_name}.${column_name}`);
        }
      }
    });

    await t.step("lets no role of the Data API write", async () => {
      for (const role of ["anon", "authenticated", "service_role"]) {
        for (const table of TABLES) {
          const write = (statement: string) =>
            sqlstate(as(role, ana, (tx) => tx.unsafe(statement)));
          assert.equal(await write(`insert into public.${table} default values`), NO_PRIVILEGE);
          assert.equal(await write(`delete from public.${table}`), NO_PRIVILEGE);
          assert.equal(await write(`truncate public.${table}`), NO_PRIVILEGE);
        }
        assert.equal(
          await sqlstate(
            as(role, ana, (tx) => tx`update public.phone_conversations set status = 'closed'`),
          ),
          NO_PRIVILEGE,
        );
      }
    });

    await t.step("shows the service everything but the secrets", async () => {
      const [row] = await as(
        "service_role",
        null,
        (tx) =>
          tx`select (select count(id)::int from public.phone_conversations) as conversations,
                  (select count(number)::int from public.phone_number_pool) as numbers`,
      );
      assert.deepEqual({ ...row }, { conversations: 2, numbers: 3 });
    });

    await t.step("shows no user who said REPORT, nor that somebody did", async () => {
      const [seat] = conversation.participants;
      await receiveMessage(sql, { from: "ana", to: seat!.proxy_number, keyword: "report" });
      const outcomes = async (role: string) =>
        (await as(
          role,
          ben,
          (tx) => tx`select distinct outcome from public.sms_messages order by 1`,
        ))
          .map((row) => row.outcome);
      assert.deepEqual(await outcomes("service_role"), ["forwarded", "report"]);
      assert.deepEqual(await outcomes("authenticated"), ["forwarded"]);
      for (const column of ["blocked_at", "reported_at", "frozen_at"]) {
        const read = (role: string) =>
          as(role, ben, (tx) => tx`select ${tx(column)} from public.phone_conversations`);
        assert.equal(await sqlstate(read("authenticated")), NO_PRIVILEGE, column);
        assert.ok((await read("service_role")).length > 0);
      }
    });

    await t.step("lets the functions' role call functions and touch no table", async () => {
      const functions = postgres(db.functionsUrl, { max: 1 });
      try {
        for (const table of TABLES) {
          assert.equal(
            await sqlstate(functions`select 1 from public.${functions(table)}`),
            NO_PRIVILEGE,
            table,
          );
        }
        assert.equal(
          (await functions`select masking.is_opted_out('nobody') as out`)[0]!.out,
          false,
        );
        assert.equal(
          await sqlstate(
            functions`select masking.close_conversation(${conversation.id}, 'api', now())`,
          ),
          NO_PRIVILEGE,
        );
      } finally {
        await functions.end();
      }
    });
  } finally {
    await db.stop();
  }
});
