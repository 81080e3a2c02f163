import assert from "node:assert/strict";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { importNumbers } from "../support/people.ts";
import { inParallel } from "../support/in_parallel.ts";
import { createTestDatabase } from "../support/test_database.ts";

const [ONE, TWO] = ["keyone--", "keytwo--"];
const NAMES = Array.from({ length: 8 }, (_, n) => `p${n}`);
const ROUNDS = 2_500;
/** What a well-formed request may be answered: no number is free, one is taken, the conversation is over or somebody is in it. */
const REFUSED = /^(MSK(PE|NT|CL|IN|PN|CN|FU)|23505)$/;

Deno.test("A rotation back and forth under load never deadlocks, and nobody is known by two hashes", async () => {
  const db = await createTestDatabase();
  const { sql } = db;
  const random = randomFrom(11);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  /** Functions with either order of the keys. */
  const both = (name: string) =>
    random() < 0.5 ? `${ONE}.${name}|${TWO}.${name}` : `${TWO}.${name}|${ONE}.${name}`;
  const encrypted = (name: string) => `v1.${pick([ONE, TWO])}.iv.${name}`;
  const seat = (name: string) => ({
    user_id: null,
    label: null,
    phone_hash: both(name),
    phone_encrypted: encrypted(name),
    country_code: "US",
    area_code: "415",
  });
  const anyConversation = async () =>
    (await sql`select id from public.phone_conversations order by random() limit 1`)[0]?.id ?? null;
  const counts: Record<string, number> = {};

  const create = async () => {
    const people = NAMES.toSorted(() => random() - 0.5).slice(0, 2).map(seat);
    await sql`select masking.create_conversation(
      created_by => null, people => masking.known_hashes(items => ${
      sql.json(people)
    }), mode => 'message',
      geo_match => 'any', friendly_name => null, metadata => '{}', client_id => null, expires_at => null,
      idle_timeout => null, cooldown => interval '1 s', idempotency_id => ${both(`id ${random()}`)},
      request_hash => ${both("request")})`;
  };
  const optedOut = (name: string | null) =>
    sql`opted_out_hash => masking.known_phone_hash(phone_hash => ${name && both(name)}),
        opted_out_encrypted => ${name && encrypted(name)}`;
  const receive = async () => {
    const [held] = await sql`
      select proxy_number, split_part(phone_encrypted, '.', 4) as name
      from public.phone_conversation_participants where released_at is null order by random() limit 1`;
    if (!held) return;
    const [received] = await sql`select outcome, claims from masking.receive_message(
      to_number => ${held.proxy_number}, from_hash => masking.known_phone_hash(phone_hash => ${
      both(held.name)
    }), from_encrypted => ${encrypted(held.name)}, provider_sid => ${crypto.randomUUID()},
      body_encrypted => 'v1.x.y.z', media => '[]', segments => 1,
      keyword => ${
      pick([null, null, null, null, null, "opt_in", "opt_in", "opt_in", "opt_out"])
    }, notice_encrypted => '{"default": "v1.x.y.n"}', max_per_hour => 100000)`;
    counts[received!.outcome] = (counts[received!.outcome] ?? 0) + 1;
    for (const claim of received!.claims) {
      const result = pick(["sent", "sent", "sent", "failed", "suppressed"]);
      await sql`select masking.record_send(
        forward_id => ${claim.forward_id}, attempt => ${claim.attempt}, result => ${result}, provider_sids => ${
        sql.json([crypto.randomUUID()])
      }, error_code => null, next_attempt_at => null,
        notice_encrypted => '{"default": "v1.x.y.m"}', ${
        optedOut(result === "suppressed" ? claim.to_encrypted.split(".")[3] : null)
      })`;
    }
  };
  const status = async () => {
    const [sent] = await sql`
      select f.id, f.provider_sid, split_part(p.phone_encrypted, '.', 4) as name
      from public.sms_forwards f
      join public.phone_conversation_participants p on p.id = f.recipient_participant_id
      where f.status = 'sent' order by random() limit 1`;
    if (!sent) return;
    await sql`select masking.record_status(
      forward_id => ${sent.id}, provider_sid => ${sent.provider_sid}, status => ${
      pick(["delivered", "failed"])
    }, error_code => null, notice_encrypted => '{"default": "v1.x.y.s"}', ${
      optedOut(random() < 0.1 ? sent.name : null)
    })`;
  };
  const update = async () =>
    await sql`select masking.update_conversation(
      conversation_id => ${await anyConversation()}, viewer_id => null,
      changes => ${sql.json({ status: pick(["closed", "active"]) })}, default_expires_at => null)`;
  const add = async () =>
    await sql`select masking.add_participant(
      conversation_id => ${await anyConversation()},
      person => masking.known_hashes(items => ${
      sql.json([seat(pick(NAMES))])
    }) -> 0, geo_match => 'any',
      idempotency_id => null, request_hash => null)`;
  const change = async () => {
    const name = pick(NAMES);
    await sql`select masking.change_participant_phone(
      conversation_id => p.conversation_id, participant_id => p.id,
      phone_hash => masking.known_phone_hash(phone_hash => ${both(name)}), phone_encrypted => ${
      encrypted(name)
    })
      from (select id, conversation_id from public.phone_conversation_participants order by random() limit 1) p`;
  };
  const expire = async () => await sql`select masking.close_and_release()`;
  const rotate = async () => {
    const people = NAMES.toSorted(() => random() - 0.5).slice(0, 3)
      .map((name) => ({ phone_hash: both(name), phone_encrypted: encrypted(name) }));
    await sql`select masking.rotate_people(people => ${sql.json(people)})`;
  };

  try {
    await importNumbers(sql, 12);
    const works = [create, receive, receive, receive, status, update, add, change, expire, rotate];
    await inParallel(16, ROUNDS, async () => {
      const work = pick(works);
      try {
        await work();
      } catch (error) {
        const { code } = error as { code?: string };
        if (work === rotate || !REFUSED.test(code ?? "")) throw error;
      }
    });

    const known = await sql`
      select split_part(phone_hash, '.', 2) as name, count(distinct phone_hash)::int as hashes from (
        select phone_hash from public.phone_conversation_participants
        union all select phone_hash from public.sms_opt_outs
        union all select split_part(id, ':', 2) from public.rate_limits) t
      group by 1 order by 1`;
    assert.deepEqual(
      known.map(({ name, hashes }) => [name, hashes]),
      NAMES.map((name) => [name, 1]),
    );
    const stale = await sql`
      select from public.phone_conversations c
      where people_key <> (
        select masking.people_key(array_agg(p.phone_hash)) from public.phone_conversation_participants p
        where p.conversation_id = c.id and p.left_at is null)`;
    assert.equal(stale.length, 0);
    assert.ok(counts.forwarded! > 20 && counts.opt_out! > 10, JSON.stringify(counts));
  } finally {
    await db.stop();
  }
});
