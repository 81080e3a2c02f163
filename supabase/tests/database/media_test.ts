import assert from "node:assert/strict";
import type { Claim } from "../../functions/_shared/delivery/claim.ts";
import { fakeDeps } from "../../functions/_shared/fake_deps.ts";
import { decrypt } from "../../functions/_shared/privacy/decrypt.ts";
import { encrypt } from "../../functions/_shared/privacy/encrypt.ts";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { rotateBatch } from "../../functions/_shared/privacy/rotate_batch.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const STORED = { content_type: "image/png", size: 3 };
const NEW = "n".repeat(32);
const OLD = "o".repeat(32);

Deno.test("Media", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const now = new Date();
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  let turn = 0;

  /** Somebody sends two files to the others. */
  const texted = async (url = "v1.key.iv.url", others = 1) => {
    const from = `from ${++turn}`;
    const people = [from, ...Array.from({ length: others }, (_, n) => `to ${turn} ${n}`)];
    const { id, participants } = await createConversation(sql, people.map((name) => person(name)));
    const received = await receiveMessage(sql, {
      from,
      to: participants[0]!.proxy_number,
      media: [{ url_encrypted: url }, { url_encrypted: url }],
    });
    return { id, messageId: received.message_id!, claims: received.claims };
  };
  const settle = async (messageId: string, media: unknown[]) =>
    (await sql`select masking.settle_media(${messageId}, ${sql.json(media as never)}) as kept`)[0]!
      .kept;
  const due = async (when: Date) =>
    (await sql`select path from masking.claim_media_deletions(100, ${when}) as path`)
      .map(({ path }) => path).toSorted();
  const record = (forwardId: string, attempt = 1) =>
    sql`select masking.record_send(
      forward_id => ${forwardId}, attempt => ${attempt}, result => 'sent', provider_sids => ${
      sql.json([`SM${forwardId}`])
    }, error_code => null, next_attempt_at => null, notice_encrypted => null, drop_body => true)`;
  const expire = async (messageId: string) => {
    await sql`update public.sms_forwards set status = 'unknown', lease_expires_at = null, next_attempt_at = ${now} where message_id = ${messageId}`;
    const [row] = await sql`select masking.claim_due_forwards(10) as claims`;
    return row!.claims.filter((claim: Claim) => claim.media?.message_id === messageId);
  };

  try {
    await importNumbers(sql, 8);

    await t.step("come with a claim, and with what its number can do", async () => {
      const { messageId, claims } = await texted();
      assert.deepEqual(claims[0]!.media, {
        message_id: messageId,
        provider: "twilio",
        mms: true,
        language: null,
        part: 1,
        parts: 1,
        items: [{ url_encrypted: "v1.key.iv.url" }, { url_encrypted: "v1.key.iv.url" }],
      });
      await sql`update public.phone_number_pool set mms = false`;
      assert.equal((await texted()).claims[0]!.media!.mms, false);
      await sql`update public.phone_number_pool set mms = true`;
      const { participants } = await createConversation(sql, [person("x"), person("y")]);
      const plain = await receiveMessage(sql, { from: "x", to: participants[0]!.proxy_number });
      assert.equal(plain.claims[0]!.media, null);
    });

    await t.step(
      "have room planned for their links, and parts of their own where it takes those",
      async () => {
        const { participants } = await createConversation(sql, [person("ana"), person("ben")]);
        /** The parts, those for files alone, and the claims; no part may bring too much. */
        const plan = async (length: number, count: number, file = 130) => {
          const { message_id, claims } = await receiveMessage(sql, {
            from: "ana",
            to: participants[0]!.proxy_number,
            media: Array(count).fill({ url_encrypted: "v1.key.iv.url" }),
            size: { length, room: 34, segments_ucs2: 1, file_length: file, note_length: 50 },
          });
          const [row] = await sql`
          select m.parts, m.media_parts, count(*)::int as forwards
          from public.sms_messages m join public.sms_forwards f on f.message_id = m.id
          where m.id = ${message_id} group by m.id`;
          const { parts, media_parts, forwards } = row!;
          const share = Math.ceil(count / Math.max(media_parts, 1));
          assert.ok((media_parts === 0 ? length : 0) + share * file + 50 <= 1_600);
          assert.equal(forwards, parts);
          await sql`delete from public.sms_messages where id = ${message_id}`;
          return [parts, media_parts, claims.length];
        };
        assert.deepEqual(await plan(0, 1), [1, 0, 1]);
        assert.deepEqual(await plan(250, 10), [1, 0, 1]);
        assert.deepEqual(await plan(251, 10), [2, 1, 1]);
        assert.deepEqual(await plan(1_420, 1), [1, 0, 1]);
        assert.deepEqual(await plan(1_421, 1), [2, 1, 1]);
        assert.deepEqual(await plan(1_600, 10), [2, 1, 1]);
        // Of a longer address.
        assert.deepEqual(await plan(1_600, 10, 200), [3, 2, 1]);
        assert.deepEqual(await plan(0, 10, 200), [2, 2, 1]);
        assert.deepEqual(await plan(0, 10, 1_500), [10, 10, 1]);
        await sql`delete from public.media_deletions`;
        await sql`delete from public.carrier_deletions`;
      },
    );

    await t.step("are looked for only in the part that has them", async () => {
      const { participants } = await createConversation(sql, [person("cyd"), person("dan")]);
      const { message_id, conversation_id, claims } = await receiveMessage(sql, {
        from: "cyd",
        to: participants[0]!.proxy_number,
        media: [{ url_encrypted: "v1.key.iv.url" }],
        size: { length: 1_600, room: 34, segments_ucs2: 1, file_length: 130, note_length: 50 },
      });
      const lost = async (part: number) => {
        await sql`
          update public.sms_forwards set status = 'unknown', lease_expires_at = null, next_attempt_at = ${now}
          where message_id = ${message_id} and part = ${part}`;
        const [row] = await sql`select masking.claim_due_forwards(10) as claims`;
        return row!.claims.find((claim: Claim) => claim.conversation_id === conversation_id);
      };
      assert.deepEqual([claims[0]!.part, claims[0]!.parts, claims[0]!.media], [1, 1, null]);
      // The words may be at the carrier, although their files have not been fetched.
      const words = await lost(1);
      assert.deepEqual([words.reconcile, words.media], [true, null]);
      await record(words.forward_id, 2);
      const files = await lost(2);
      assert.deepEqual([files.reconcile, files.parts, files.part], [false, 1, 2]);
      assert.deepEqual([files.media.part, files.media.parts], [1, 1]);
      await sql`delete from public.sms_messages where id = ${message_id}`;
      await sql`delete from public.media_deletions`;
      await sql`delete from public.carrier_deletions`;
    });

    await t.step("are settled once, for every recipient", async () => {
      const { messageId } = await texted("v1.key.iv.url", 2);
      const first = [STORED, { refused: "gone" }];
      assert.deepEqual(await settle(messageId, first), first);
      assert.deepEqual(await settle(messageId, [STORED, STORED]), first);
      assert.equal(await settle(crypto.randomUUID(), first), null);
    });

    await t.step(
      "were not sent before they were settled, and so need not be looked for",
      async () => {
        const { messageId } = await texted();
        const [pending] = await expire(messageId);
        assert.deepEqual([pending.reconcile, pending.attempt], [false, 2]);
        await settle(messageId, [STORED, STORED]);
        const [settled] = await expire(messageId);
        assert.deepEqual([settled.reconcile, settled.media.items], [true, [STORED, STORED]]);
      },
    );

    await t.step("are deleted at the carrier once they are settled, and not before", async () => {
      const { id, messageId } = await texted();
      const [row] = await sql`select provider_sid from public.sms_messages where id = ${messageId}`;
      const files = async () =>
        (await sql`select sid, media_only from masking.claim_carrier_deletions(100, ${at(1)})`)
          .filter(({ sid }) => sid === row!.provider_sid).map(({ media_only }) => media_only);
      assert.deepEqual(await files(), []);
      await settle(messageId, [STORED, { refused: "gone" }]);
      await settle(messageId, [STORED, STORED]);
      await sql`select masking.place_legal_hold('service:test', null, null, null, ${id}, 'case', 'case')`;
      assert.deepEqual(await files(), [], "not under a legal hold");
      await sql`delete from public.legal_holds`;
      assert.deepEqual(await files(), [true]);
      // The words are another matter.
      await sql`select masking.queue_carrier_deletions(1000, ${at(1)}, ${now})`;
      await sql`select masking.settle_carrier_deletion(${row!.provider_sid}, true)`;
      assert.deepEqual(await files(), [false]);
      await sql`delete from public.carrier_deletions`;
    });

    await t.step("that nobody is to get are deleted at the carrier at once", async () => {
      await receiveMessage(sql, {
        from: "stranger",
        to: "+14155550100",
        sid: "MMstranger",
        media: [{ url_encrypted: "v1.key.iv.url" }],
      });
      const rows = await sql`select provider_sid, media_only from public.carrier_deletions`;
      assert.deepEqual([...rows], [{ provider_sid: "MMstranger", media_only: true }]);
      await sql`delete from public.carrier_deletions`;
    });

    await t.step(
      "are removed with their text, when the carrier has had time to fetch them",
      async () => {
        const { messageId, claims } = await texted();
        await settle(messageId, [STORED, STORED]);
        await record(claims[0]!.forward_id);
        const [row] =
          await sql`select media, body_encrypted from public.sms_messages where id = ${messageId}`;
        assert.deepEqual([row!.media, row!.body_encrypted], [[], null]);
        assert.deepEqual(await due(at(11)), []);
        assert.deepEqual(await due(at(13)), [`${messageId}/0`, `${messageId}/1`]);

        assert.deepEqual(await due(at(13)), [], "each is given to one caller");
        await sql`select masking.settle_media_deletions(${sql.json([`${messageId}/0`])})`;
        assert.deepEqual(await due(at(14)), [`${messageId}/1`], "and comes back until it is done");
        await sql`select masking.settle_media_deletions(${sql.json([`${messageId}/1`])})`;
      },
    );

    await t.step("take the carrier's copies with them, which have the files too", async () => {
      const { messageId, claims } = await texted();
      await settle(messageId, [STORED, STORED]);
      const [row] = await sql`select provider_sid from public.sms_messages where id = ${messageId}`;
      await record(claims[0]!.forward_id);
      const copies = async (when: Date) =>
        (await sql`select sid, media_only from masking.claim_carrier_deletions(100, ${when})`)
          .filter(({ media_only }) => !media_only).map(({ sid }) => sid).filter((sid) =>
            [row!.provider_sid, `SM${claims[0]!.forward_id}`].includes(sid)
          );
      assert.deepEqual(await copies(at(23)), []);
      assert.equal((await copies(at(25))).length, 2);
      await sql`delete from public.media_deletions`;
    });

    await t.step("are removed with their message, at once", async () => {
      const { messageId } = await texted();
      await sql`delete from public.sms_messages where id = ${messageId}`;
      assert.deepEqual(await due(at(0.01)), [`${messageId}/0`, `${messageId}/1`]);
    });

    await t.step("are dropped where the leak guard blocks their text", async () => {
      const { messageId } = await texted();
      await sql`update public.sms_messages set leak_guard = 'block' where id = ${messageId}`;
      await sql`select masking.settle_guard(${messageId}, 'blocked', null, null)`;
      assert.deepEqual(
        (await sql`select media from public.sms_messages where id = ${messageId}`)[0]!.media,
        [],
      );
    });

    await t.step("have a private bucket", async () => {
      assert.deepEqual([...await sql`select id, public from storage.buckets`], [
        { id: "maskline-media", public: false },
      ]);
    });

    await t.step("that the carrier still has are brought under another key", async () => {
      const { deps } = await fakeDeps();
      const old = await createKeyRing({ current: OLD });
      const keys = await createKeyRing({ current: NEW, previous: OLD });
      const { messageId } = await texted(
        await encrypt(old, "media", "https://carrier.example.com"),
      );
      const isUsed = async () =>
        (await sql`select masking.key_is_used(${old.current.id}) as used`)[0]!.used;
      assert.equal(await isUsed(), true);
      const rotated = await rotateBatch(
        { sql, log: deps.log },
        keys as typeof keys & { previous: typeof keys.current },
        10,
      );
      assert.deepEqual([rotated.bodies, rotated.more, await isUsed()], [1, true, false]);
      const [row] = await sql`select media from public.sms_messages where id = ${messageId}`;
      const current = await createKeyRing({ current: NEW });
      for (const { url_encrypted } of row!.media) {
        assert.equal(await decrypt(current, "media", url_encrypted), "https://carrier.example.com");
      }
    });
  } finally {
    await db.stop();
  }
});
