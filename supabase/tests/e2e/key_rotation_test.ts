import assert from "node:assert/strict";
import { rotateKeys } from "../../../local/keys/rotate_keys.ts";
import { until } from "../../../local/process/until.ts";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { inParallel } from "../support/in_parallel.ts";
import { startTestStack } from "../support/test_stack.ts";

const [OLD, NEW, WRONG] = ["old", "new", "wrong"].map(() => crypto.randomUUID());
const STOPPED = "+14155550190";
const PAIRS = 12;

Deno.test("The encryption key is changed while texts flow", async (t) => {
  const stack = await startTestStack({ PHONE_ENCRYPTION_KEY: OLD! }, { instances: 2 });
  const { service, sql } = stack;
  const { functions } = stack.stack;
  const idOf = async (secret: string) => (await createKeyRing({ current: secret })).current.id;
  const [oldId, newId] = [await idOf(OLD!), await idOf(NEW!)];
  const options = {
    functionsUrl: stack.functionsUrl,
    secretKey: stack.status.secret_key,
    maxCount: 3,
  };
  const sweep = () => service("POST", "/expire-conversations").then((r) => r.json());

  type Side = { phone: string; proxy: string };
  const pairs: [Side, Side][] = [];
  const connect = async (phones: string[], headers: Record<string, string> = {}) => {
    const participants = phones.map((phone) => ({ phone }));
    const response = await service("POST", "/masking/conversations", { participants }, headers);
    const made = await response.json();
    assert.equal(response.status, 201, JSON.stringify(made));
    return made;
  };
  const connectPair = async (n: number) => {
    const phones = [0, 1].map((side) => `+1212555${String(100 + 2 * n + side).padStart(4, "0")}`);
    const { participants } = await connect(phones);
    pairs.push(
      phones.map((phone, side) => ({ phone, proxy: participants[side].proxy_number })) as [
        Side,
        Side,
      ],
    );
  };

  const expected = new Map<string, string[]>();
  const random = randomFrom(7);
  let sent = 0;
  let sending = true;
  const sendOne = async () => {
    const pair = pairs[Math.floor(random() * pairs.length)]!;
    const [from, to] = random() < 0.5 ? pair : [pair[1], pair[0]];
    const body = `text number ${++sent}`;
    expected.set(to.phone, [...(expected.get(to.phone) ?? []), `${to.proxy} ${body}`]);
    await stack.text(from.phone, from.proxy, body);
  };
  const load = async () => {
    while (sending) {
      await sendOne();
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  const after = (count: number) => {
    const target = sent + count;
    return until(`${count} more texts are sent`, () => sent >= target, 60_000);
  };
  /** Every text once, at the right phone, from the right number. */
  const expectAllArrived = async () => {
    await until("every text has arrived", async () => {
      await sweep();
      await sql`update public.sms_forwards set next_attempt_at = now() where status in ('queued', 'unknown')`;
      const counts = await Promise.all(
        [...expected].map(async ([phone, texts]) =>
          (await stack.arrived(phone)).length >= texts.length
        ),
      );
      return counts.every(Boolean);
    }, 120_000);
    for (const [phone, texts] of expected) {
      const arrived = await stack.arrived(phone);
      assert.deepEqual(arrived.map((m) => `${m.from} ${m.body}`).toSorted(), texts.toSorted());
    }
  };
  const rowsUnder = async (id: string) => {
    const found: string[] = [];
    const tables = await sql`select tablename as name from pg_tables where schemaname = 'public'`;
    for (const { name } of tables) {
      if (name === "encryption_keys") continue;
      const rows = await sql`select from public.${
        sql(name)
      } t where to_jsonb(t)::text like ${`%${id}.%`}`;
      if (rows.length > 0) found.push(`${rows.length} of ${name}`);
    }
    return found;
  };

  try {
    await inParallel(4, PAIRS, connectPair);
    const { participants: [stopped] } = await connect([STOPPED, "+14155550191"]);
    await stack.text(STOPPED, stopped.proxy_number, "STOP");
    await until(
      "the opt-out is known",
      async () => (await sql`select from public.sms_opt_outs`).length === 1,
    );
    const repeated = { "idempotency-key": "across the change" };
    const made = await connect(["+14155550192", "+14155550193"], repeated);
    const sticky = await connect(["+14155550194", "+14155550195"]);
    await service("DELETE", `/masking/conversations/${sticky.id}`);
    const loads = [load(), load()];

    await t.step("the functions learn the new key, and then go over to it one by one", async () => {
      await functions.deploy({ PHONE_ENCRYPTION_KEY_PREVIOUS: NEW! });
      await after(20);
      await functions.deploy(
        { PHONE_ENCRYPTION_KEY: NEW!, PHONE_ENCRYPTION_KEY_PREVIOUS: OLD! },
        0,
      );
      // Both orders of the keys at once: for people who are there, and for people who are new.
      await inParallel(4, 8, (n) => connectPair(PAIRS + n));
      await after(60);
      assert.equal((await connect(["+14155550192", "+14155550193"], repeated)).id, made.id);
      await functions.deploy({ PHONE_ENCRYPTION_KEY: NEW!, PHONE_ENCRYPTION_KEY_PREVIOUS: OLD! });
    });

    await t.step("the rotation is killed in the middle, goes on, and leaves nothing", async () => {
      let batches = 0;
      const progress: [number, number][] = [];
      const { old, unreadable } = await rotateKeys({
        ...options,
        onProgress: (done, total) => {
          progress.push([done, total]);
          if (++batches === 4) functions.kill("masking", "SIGKILL");
        },
      });
      assert.equal(unreadable, 0);
      assert.ok(batches > 6, `${batches} batches`);
      assert.ok(progress.every(([done, total]) => done <= total));
      assert.ok(progress.at(-1)![0] >= 2 * PAIRS);

      sending = false;
      await Promise.all(loads);
      await expectAllArrived();
      // A text that came in under the old key may have been waiting for its process to end.
      assert.equal((await rotateKeys(options)).old.used, false);
      assert.equal(old.id, oldId);
      // The one request with an Idempotency-Key is recognized for a day, and then pruned.
      assert.deepEqual(await rowsUnder(oldId), ["1 of idempotency_keys"]);
      assert.equal((await connect(["+14155550192", "+14155550193"], repeated)).id, made.id);
    });

    await t.step("without the old key everybody is known as before", async () => {
      await functions.deploy({ PHONE_ENCRYPTION_KEY_PREVIOUS: "" });
      for (let n = 0; n < 40; n++) await sendOne();
      await expectAllArrived();
      const again = await connect(["+14155550194", "+14155550195"]);
      const numbers = (made: { participants: { proxy_number: string }[] }) =>
        made.participants.map(({ proxy_number }) => proxy_number);
      assert.deepEqual(numbers(again), numbers(sticky));
      const refused = await service("POST", "/send-sms", {
        action: "send",
        payload: { to: STOPPED, from: "+14155550198", body: "hello" },
      });
      assert.equal((await refused.json()).code, "recipient_opted_out");
      const pool =
        await sql`select from public.phone_number_pool where phone_hash like ${`${newId}.%`}`;
      assert.equal(pool.length, stack.status.pool.length);
    });

    await t.step("with a wrong key nothing is served and nothing is written", async () => {
      const contents = () =>
        sql`select (select json_agg(p.phone_hash order by p.id) from public.phone_conversation_participants p) as seats,
                   (select count(*) from public.sms_messages) as messages, (select json_agg(k) from public.encryption_keys k) as keys`;
      const before = await contents();
      await functions.deploy({ PHONE_ENCRYPTION_KEY: WRONG! });
      const participants = [{ phone: "+14155550196" }, { phone: "+14155550197" }];
      const refused = await service("POST", "/masking/conversations", { participants });
      assert.deepEqual([refused.status, (await refused.json()).code], [
        503,
        "wrong_encryption_key",
      ]);
      const health = await stack.call("POST", "/send-sms", { action: "health" });
      assert.deepEqual([health.status, (await health.json()).checks.encryption_key], [503, false]);

      await sendOne();
      await until(
        "the text was refused",
        () =>
          stack.logs.some((line) =>
            line.startsWith("sms-webhook ") && line.includes('"code":"wrong_encryption_key"')
          ),
      );
      assert.equal((await service("POST", "/expire-conversations")).status, 503);
      assert.deepEqual(await contents(), before);

      await functions.deploy({ PHONE_ENCRYPTION_KEY: NEW! });
      await expectAllArrived();
    });
  } finally {
    sending = false;
    await stack.stop();
  }
});
