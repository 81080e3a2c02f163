import assert from "node:assert/strict";
import type { OutboundText } from "../../functions/_shared/carrier/carrier.ts";
import { fakeCarriers } from "../../functions/_shared/carrier/fake_carriers.ts";
import type { Claim } from "../../functions/_shared/delivery/claim.ts";
import { deliver } from "../../functions/_shared/delivery/deliver.ts";
import { encrypt } from "../../functions/_shared/privacy/encrypt.ts";
import type { MediaStore } from "../../functions/_shared/media/media_store.ts";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { createQuietUntil } from "../../functions/_shared/quiet_hours/create_quiet_until.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const MINUTE = 60_000;

/** The minute of the day in New York, where the recipient is. */
function minuteInNewYork(at: Date): number {
  const [hour, minute] = at.toLocaleTimeString("en-GB", { timeZone: "America/New_York" }).split(
    ":",
  );
  return Number(hour) * 60 + Number(minute);
}

Deno.test("Texts that come in quiet hours", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const keys = await createKeyRing({ current: "k".repeat(32) });
  const now = new Date();
  const minute = minuteInNewYork(now);
  const hours = { from: (minute + 1440 - 60) % 1440, to: (minute + 90) % 1440 };
  const quietUntil = createQuietUntil(hours);
  const until = (await quietUntil("+12125550102", now))!;

  let clock = now;
  const sent: OutboundText[] = [];
  const deps = {
    env: { BODY_RETENTION_DAYS: 30, VOICE_LANGUAGE: "en-US" as const },
    sql,
    carriers: fakeCarriers({
      send(text) {
        sent.push(text);
        return Promise.resolve({ kind: "accepted", sid: crypto.randomUUID(), status: "queued" });
      },
    }),
    media: {} as MediaStore,
    keys: () => Promise.resolve(keys),
    log: () => {},
    publicFunctionsUrl: "https://p.example.com/functions/v1",
    quietUntil: (phone: string) => quietUntil(phone, clock),
  };
  const somebody = async (name: string, phone: string) =>
    person(name, { phone_encrypted: await encrypt(keys, "phone", phone) });
  const text = async (from: string, to: string, body: string) => {
    const { claims } = await receiveMessage(sql, {
      from,
      to,
      body: await encrypt(keys, "body", body),
    });
    await deliver(deps, claims as unknown as Claim[], "request");
  };
  /** Sweeps at that time until nothing is due; what was sent. */
  const sweep = async (at: Date) => {
    clock = at;
    for (;;) {
      const [row] = await sql<{ claims: Claim[] }[]>`
        select masking.claim_due_forwards(100, ${at}) as claims`;
      if (row!.claims.length === 0) break;
      await deliver(deps, row!.claims, "request");
    }
    // Steps turn the clock back: what a number sent in the future must not make it wait.
    await sql`delete from public.phone_number_pace`;
    return sent.splice(0).map(({ body }) => body);
  };
  const statuses = async () =>
    (await sql`select status, attempts from public.sms_forwards order by position`)
      .map((row) => [row.status, row.attempts]);
  /** What waits for the morning, and what else waits. */
  const health = async (at = now) => {
    const [row] = await sql`select masking.delivery_health(${at}) as health`;
    const { quiet, queue_depth, queued } = row!.health;
    return [quiet, queue_depth, queued];
  };
  try {
    await importNumbers(sql, 4);
    const { participants: [a, b] } = await createConversation(sql, [
      await somebody("a", "+14155550101"),
      await somebody("b", "+12125550102"),
    ], { expiresAt: null });

    await t.step("wait, in order, and are sent when the night of the recipient ends", async () => {
      assert.ok(until.getTime() - now.getTime() <= 90 * MINUTE);
      for (const body of ["one", "two", "three"]) await text("a", a!.proxy_number, body);
      assert.deepEqual(sent, []);
      // Only the first was tried: the others wait behind it.
      assert.deepEqual(await statuses(), [["queued", 0], ["queued", 0], ["queued", 0]]);
      // They are not late, and no reason for alarm.
      assert.deepEqual(await health(), [3, 0, 0]);
      assert.deepEqual(await health(until), [0, 3, 3]);
      assert.deepEqual(await sweep(new Date(until.getTime() - 1)), []);
      assert.deepEqual(await sweep(until), ["one", "two", "three"]);
      assert.deepEqual(await statuses(), [["sent", 1], ["sent", 1], ["sent", 1]]);
    });

    await t.step("go at once to somebody who is awake elsewhere", async () => {
      clock = now;
      await text("b", b!.proxy_number, "good morning");
      assert.deepEqual(sent.splice(0).map(({ body }) => body), ["good morning"]);
    });

    await t.step("never come when the recipient opts out in the meantime", async () => {
      clock = now;
      await text("a", a!.proxy_number, "are you up?");
      await receiveMessage(sql, { from: "b", to: b!.proxy_number, keyword: "opt_out" });
      assert.deepEqual((await statuses()).at(-2), ["suppressed", 0]);
      // The notice to the other one is another test's.
      await sql`update public.sms_forwards set status = 'failed', lease_expires_at = null where status = 'sending'`;
      assert.deepEqual(await sweep(until), []);
    });
  } finally {
    await db.stop();
  }
});
