import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import {
  createConversation,
  importNumbers,
  person,
  receiveMessage,
  sqlstate,
} from "../support/people.ts";
import { settleStranger } from "../../functions/_shared/strangers/settle_stranger.ts";
import { createTestDatabase } from "../support/test_database.ts";

const OLD = "oldoldol";
const NEW = "newnewne";
/** As a function with the keys before and after the swap writes it. */
const before = (name: string) => `${OLD}.${name}|${NEW}.${name}`;
const after = (name: string) => `${NEW}.${name}|${OLD}.${name}`;
const seat = (name: string, key = OLD) =>
  person(name, { phone_hash: `${key}.${name}`, phone_encrypted: `v1.${key}.iv.${name}` });

Deno.test("During a change of the key", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const known = async (hash: string) =>
    (await sql`select masking.known_phone_hash(phone_hash => ${hash}) as hash`)[0]!.hash;
  const rotate = (...names: string[]) =>
    sql`select masking.rotate_people(people => ${
      sql.json(
        names.map((name) => ({ phone_hash: after(name), phone_encrypted: `v1.${NEW}.iv.${name}` })),
      )
    })`;
  try {
    await importNumbers(sql, 6);
    await sql`select masking.check_keys(current_id => ${OLD}, previous_id => null, now => now() - interval '1 h')`;
    await sql`select masking.check_keys(current_id => ${NEW}, previous_id => ${OLD})`;

    await t.step(
      "a person is known by the hash that is stored, whichever key is current",
      async () => {
        await createConversation(sql, [seat("a"), seat("b", NEW)]);
        for (const order of [before, after]) {
          assert.equal(await known(order("a")), `${OLD}.a`);
          assert.equal(await known(order("b")), `${NEW}.b`);
        }
        assert.equal(await known(before("stranger")), `${OLD}.stranger`);
        assert.equal(await known(after("stranger")), `${NEW}.stranger`);
        assert.equal(await known("a single hash"), "a single hash");
      },
    );

    await t.step("an opt-out, a linked number and a pool number are known too", async () => {
      await sql`insert into public.sms_opt_outs (phone_hash, phone_encrypted, source) values (${`${OLD}.c`}, 'e', 'api')`;
      await sql`insert into auth.users (id) values ('00000000-0000-4000-8000-000000000001')`;
      await sql`insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted)
        values ('00000000-0000-4000-8000-000000000001', ${`${OLD}.d`}, 'e')`;
      await sql`update public.phone_number_pool set phone_hash = ${`${OLD}.e`} where number = '+14155550105'`;
      for (const name of ["c", "d", "e"]) assert.equal(await known(after(name)), `${OLD}.${name}`);
    });

    await t.step("items and limits get the known hash, and keep the rest", async () => {
      const [row] = await sql`
        select masking.known_hashes(items => ${
        sql.json([{ phone_hash: after("a"), label: "x|y" }, { phone_hash: after("n") }])
      }) as items,
          masking.known_limits(limits => ${
        sql.json([{ id: `phone_hash:${after("a")}:send_sms`, max: 1 }, { id: "::1:send_sms" }])
      }) as limits`;
      assert.deepEqual(row!.items, [
        { phone_hash: `${OLD}.a`, label: "x|y" },
        { phone_hash: `${NEW}.n` },
      ]);
      assert.deepEqual(row!.limits, [{ id: `phone_hash:${OLD}.a:send_sms`, max: 1 }, {
        id: "::1:send_sms",
      }]);
    });

    await t.step("a hash under two keys is never stored", async () => {
      const query = createConversation(sql, [person("x", { phone_hash: after("x") }), person("y")]);
      assert.equal(await sqlstate(query), "23514");
    });

    await t.step(
      "rotate_people() moves all that is stored of a person, adding up limits",
      async () => {
        const { id, participants } = await createConversation(sql, [seat("f"), seat("g")]);
        await sql`select masking.stop_texting(${`${OLD}.f`}, ${`v1.${OLD}.iv.f`}, 'api', null, now())`;
        await sql`insert into public.rate_limits (id, count, window_start)
        values (${`phone_hash:${OLD}.f:relay`}, 2, '2026-01-02'), (${`phone_hash:${NEW}.f:relay`}, 3, '2026-01-01'),
               (${`phone_hash:${OLD}.f:answer`}, 1, '2026-01-01')`;
        await sql`insert into public.phone_blocks (blocker_hash, blocker_encrypted, blocked_hash, blocked_encrypted)
        values (${`${OLD}.f`}, ${`v1.${OLD}.iv.f`}, ${`${OLD}.g`}, ${`v1.${OLD}.iv.g`}),
               (${`${OLD}.g`}, ${`v1.${OLD}.iv.g`}, ${`${OLD}.f`}, ${`v1.${OLD}.iv.f`})`;
        await sql`insert into public.legal_holds (phone_hash, phone_encrypted, subject) values (${`${OLD}.f`}, ${`v1.${OLD}.iv.f`}, 's')`;
        await rotate("f");
        assert.deepEqual(
          [...await sql`select blocker_hash, blocked_encrypted from public.phone_blocks order by blocker_hash = ${`${NEW}.f`} desc`],
          [
            { blocker_hash: `${NEW}.f`, blocked_encrypted: `v1.${OLD}.iv.g` },
            { blocker_hash: `${OLD}.g`, blocked_encrypted: `v1.${NEW}.iv.f` },
          ],
        );
        assert.deepEqual(
          [...await sql`select phone_hash, phone_encrypted from public.legal_holds`],
          [{ phone_hash: `${NEW}.f`, phone_encrypted: `v1.${NEW}.iv.f` }],
        );
        await sql`delete from public.phone_blocks`;
        await sql`delete from public.legal_holds`;
        assert.deepEqual(
          [
            ...await sql`select phone_hash, phone_encrypted from public.phone_conversation_participants
          where conversation_id = ${id} order by position`,
          ],
          [
            { phone_hash: `${NEW}.f`, phone_encrypted: `v1.${NEW}.iv.f` },
            { phone_hash: `${OLD}.g`, phone_encrypted: `v1.${OLD}.iv.g` },
          ],
        );
        assert.deepEqual(
          [...await sql`select phone_hash, phone_encrypted from public.sms_opt_outs where phone_hash like '%.f'`],
          [{ phone_hash: `${NEW}.f`, phone_encrypted: `v1.${NEW}.iv.f` }],
        );
        assert.deepEqual(
          [...await sql`select id, count, window_start::date::text as day from public.rate_limits order by id`],
          [
            { id: `phone_hash:${NEW}.f:answer`, count: 1, day: "2026-01-01" },
            { id: `phone_hash:${NEW}.f:relay`, count: 5, day: "2026-01-02" },
          ],
        );
        assert.equal(participants.length, 2);
      },
    );

    await t.step("what is kept of erased people is counted, and asked of nobody", async () => {
      await sql`insert into public.sms_opt_outs (phone_hash, source) values ('gonegone.x', 'keyword')`;
      await sql`insert into public.phone_blocks (blocker_hash, blocked_hash, blocked_encrypted)
                values ('gonegone.x', 'gonegone.y', 'v1.gonegone.iv.y')`;
      const due = await sql`select phone_hash from masking.people_under_key('gonegone', 10)`;
      assert.deepEqual(due.map((row) => row.phone_hash), ["gonegone.y"]);
      const [row] = await sql`select masking.key_report('current1', 'gonegone') as keys`;
      const { used, people, erased_people } = row!.keys.find((key: { id: string }) =>
        key.id === "gonegone"
      );
      assert.deepEqual([used, people, erased_people], [true, 2, 1]);
      await sql`delete from public.sms_opt_outs where phone_hash = 'gonegone.x'`;
      await sql`delete from public.phone_blocks`;
    });

    await t.step(
      "the same people get their numbers again when one of them has been rotated",
      async () => {
        const first = await createConversation(sql, [seat("h"), seat("i")]);
        await sql`select masking.close_conversation(${first.id}, 'api', now())`;
        await rotate("h");
        const again = await createConversation(sql, [seat("h", NEW), seat("i")]);
        assert.deepEqual(
          again.participants.map((p) => p.proxy_number),
          first.participants.map((p) => p.proxy_number),
        );
      },
    );

    await t.step(
      "nobody new comes under a retired key, and requests are recognized under either",
      async () => {
        const claim = async (id: string, request: string) =>
          (await sql`select masking.claim_idempotency_key(${id}, ${request}, now()) as made`)[0]!
            .made;
        assert.equal(await claim(before("key"), before("request")), null);
        await sql`select masking.settle_idempotency_key(${after("key")}, 'made')`;
        assert.equal(await claim(after("key"), after("request")), "made");
        assert.equal(await sqlstate(claim(after("key"), after("other"))), "MSKIK");

        await sql`select masking.start_rotation('service:test', ${NEW}, ${OLD}, false)`;
        assert.equal(await known(before("late stranger")), `${NEW}.late stranger`);
        assert.equal(await claim(before("late key"), before("late request")), null);
        assert.deepEqual(
          [...await sql`select id, request_hash from public.idempotency_keys where id like '%late%'`],
          [{ id: `${NEW}.late key`, request_hash: `${NEW}.late request` }],
        );
        await sql`select masking.release_idempotency_key(${before("late key")})`;
        assert.equal(
          (await sql`select from public.idempotency_keys where id like '%late%'`).length,
          0,
        );
      },
    );

    await t.step("a rotation towards the older key has to be meant", async () => {
      assert.equal(
        await sqlstate(sql`select masking.start_rotation('service:test', ${OLD}, ${NEW}, false)`),
        "MSKRN",
      );
      await sql`select masking.start_rotation('service:test', ${OLD}, ${NEW}, true)`;
      assert.equal(await known(after("back")), `${OLD}.back`);
      await sql`select masking.start_rotation('service:test', ${NEW}, ${OLD}, false)`;
    });

    await t.step("whoever waits for a rotation finds the person by the new hash", async () => {
      const { participants } = await createConversation(sql, [seat("j"), seat("k")]);
      const rotating = Promise.withResolvers<void>();
      const mayCommit = Promise.withResolvers<void>();
      const rotation = sql.begin(async (tx) => {
        await tx`select masking.rotate_people(people => ${
          tx.json([{ phone_hash: after("j"), phone_encrypted: `v1.${NEW}.iv.j` }])
        })`;
        await tx`select masking.stop_texting(${`${NEW}.j`}, 'e', 'api', null, now())`;
        rotating.resolve();
        await mayCommit.promise;
      });
      await rotating.promise;
      const outcome = sql`select outcome from masking.receive_message(
        to_number => ${participants[0]!.proxy_number}, from_hash => masking.known_phone_hash(${
        before("j")
      }),
        from_encrypted => null, provider_sid => 'SMwaits', body_encrypted => 'x', media => '[]', segments => 1,
        keyword => null, notice_encrypted => null, max_per_hour => 10)`.execute();
      const optedOut = sql`
        select masking.is_opted_out(phone_hash => masking.known_phone_hash(${before("j")})) as out`
        .execute();
      for (let waiting = 0; waiting < 2;) {
        waiting = (await sql`select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`).length;
      }
      mayCommit.resolve();
      await rotation;
      assert.equal((await outcome)[0]!.outcome, "opted_out");
      assert.equal((await optedOut)[0]!.out, true);
    });

    await t.step(
      "an opt-out that the carrier tells of comes under the new hash as well",
      async () => {
        const { participants } = await createConversation(sql, [seat("q"), seat("r")]);
        const { claims } = await receiveMessage(sql, {
          from: "q",
          hash: `${OLD}.q`,
          to: participants[0]!.proxy_number,
        });
        const rotating = Promise.withResolvers<void>();
        const mayCommit = Promise.withResolvers<void>();
        const rotation = sql.begin(async (tx) => {
          await tx`select masking.rotate_people(people => ${
            tx.json([{ phone_hash: after("r"), phone_encrypted: `v1.${NEW}.iv.r` }])
          })`;
          rotating.resolve();
          await mayCommit.promise;
        });
        await rotating.promise;
        let isRecorded = false;
        const recorded = sql`select masking.record_send(
        forward_id => ${
          claims[0]!.forward_id
        }, attempt => 1, result => 'suppressed', provider_sids => '[]',
        error_code => '21610', next_attempt_at => null, notice_encrypted => null,
        opted_out_hash => masking.known_phone_hash(phone_hash => ${
          before("r")
        }), opted_out_encrypted => ${`v1.${OLD}.iv.r`})`
          .then(() => isRecorded = true);
        await until(
          "the recording waits or is done",
          async () => isRecorded || (await sql`select from pg_locks where not granted`).length > 0,
        );
        mayCommit.resolve();
        await Promise.all([rotation, recorded]);
        assert.deepEqual(
          [...await sql`select phone_hash from public.sms_opt_outs where phone_hash like '%.r'`],
          [{ phone_hash: `${NEW}.r` }],
        );
      },
    );

    await t.step(
      "a stranger who is asked about is known, found and moved, and the answer comes to the moved one",
      async () => {
        const { stranger } = await receiveMessage(sql, {
          from: "asked",
          hash: `${OLD}.asked`,
          to: "+14155550100",
          asksStrangers: true,
        });
        await sql`update public.stranger_asks set phone_encrypted = ${`v1.${OLD}.iv.asked`}`;
        assert.equal(await known(after("asked")), `${OLD}.asked`);
        const found = await sql`select phone_hash from masking.people_under_key(${OLD}, 1000)`;
        assert.ok(found.some(({ phone_hash }) => phone_hash === `${OLD}.asked`));
        await rotate("asked");
        assert.deepEqual([
          ...await sql`select phone_hash, phone_encrypted from public.stranger_asks`,
        ], [
          { phone_hash: `${NEW}.asked`, phone_encrypted: `v1.${NEW}.iv.asked` },
        ]);
        const settled = await settleStranger(sql, stranger!, { action: "answer" }, false);
        assert.deepEqual([settled.is_settled, settled.may_answer], [true, true]);
      },
    );

    await t.step(
      "rotate_people() knows every table with a hash or a ciphertext of a number",
      async () => {
        const columns = await sql`
        select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' and column_name ~ '(_hash|_encrypted|people_key)$' order by 1`;
        assert.deepEqual(columns.map(({ name }) => name), [
          "idempotency_keys.request_hash",
          "legal_holds.phone_encrypted",
          "legal_holds.phone_hash",
          "phone_blocks.blocked_encrypted",
          "phone_blocks.blocked_hash",
          "phone_blocks.blocker_encrypted",
          "phone_blocks.blocker_hash",
          "phone_conversation_participants.phone_encrypted",
          "phone_conversation_participants.phone_hash",
          "phone_conversation_participants.pin_hash",
          "phone_conversations.people_key",
          "phone_number_pool.phone_hash",
          "sms_messages.body_encrypted",
          "sms_opt_outs.phone_encrypted",
          "sms_opt_outs.phone_hash",
          "stranger_asks.phone_encrypted",
          "stranger_asks.phone_hash",
          "user_phone_numbers.phone_encrypted",
          "user_phone_numbers.phone_hash",
          "user_phone_numbers.verification_code_hash",
        ]);
      },
    );
  } finally {
    await db.stop();
  }
});
