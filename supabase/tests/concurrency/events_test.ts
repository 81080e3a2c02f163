import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { connect } from "../../functions/_shared/db/connect.ts";
import { deliverEvents } from "../../functions/_shared/events/deliver_events.ts";
import { startEventReceiver } from "../support/event_receiver.ts";
import { inParallel } from "../support/in_parallel.ts";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const [WORKERS, CONVERSATIONS, EVENTS] = [6, 30, 10];

Deno.test("Many workers deliver events", async (t) => {
  const db = await createTestDatabase();
  const { sql } = db;
  const receiver = startEventReceiver();
  const logged: string[] = [];
  const workers = Array.from({ length: WORKERS }, () => connect(db.functionsUrl));
  const deliver = (worker: typeof sql) =>
    deliverEvents({
      env: receiver.settings,
      sql: worker,
      log: (event, { outcome } = {}) => void logged.push(`${event} ${outcome}`),
    }, Date.now() + 60_000);
  const unsettled = async () =>
    (await sql`select from public.outgoing_events where status in ('due', 'sending')`).length;
  /** Until nothing is left, without the wait for the next attempt. */
  const deliverAll = async () => {
    for (let done = false; !done; done = await unsettled() === 0) {
      await sql`update public.outgoing_events set next_attempt_at = now() where status = 'due'`;
      await Promise.all(workers.map(deliver));
    }
  };
  try {
    await t.step("each once, in order, while some are refused and more come", async () => {
      const last = new Map<string, number>();
      const underWay = new Set<string>();
      const wrong: string[] = [];
      let answers = 0;
      receiver.answersWith(async ({ data }) => {
        const { conversation_id: id, n } = data as typeof data & { n: number };
        if (underWay.has(id)) wrong.push(`two of ${id} at once`);
        underWay.add(id);
        if ((last.get(id) ?? 0) + 1 !== n) wrong.push(`${n} after ${last.get(id)} of ${id}`);
        await new Promise((resolve) => setTimeout(resolve, answers % 5));
        underWay.delete(id);
        if (answers++ % 7 === 0) return new Response(null, { status: 503 });
        last.set(id, n);
        return new Response();
      });
      const ids = Array.from({ length: CONVERSATIONS }, () => crypto.randomUUID());
      await Promise.all([
        inParallel(8, CONVERSATIONS, async (index) => {
          for (let n = 1; n <= EVENTS; n++) {
            await sql`
              select masking.record_event('conversation.reopened', ${ids[index]!}, ${
              sql.json({ n })
            }, now())`;
          }
        }),
        ...workers.map(deliver),
      ]);
      await deliverAll();
      assert.deepEqual(wrong, []);
      assert.deepEqual(ids.map((id) => last.get(id)), ids.map(() => EVENTS));
      const delivered = logged.filter((line) => line === "event delivered").length;
      assert.equal(delivered, CONVERSATIONS * EVENTS);
      assert.ok(receiver.events.length > delivered);
      assert.ok(logged.every((line) => line.startsWith("event ")), "one was not recorded");
    });

    await t.step(
      "while texts, STOPs, ends and replays go on, and nobody waits for another",
      async () => {
        receiver.answersWith(() => new Response());
        await sql`select masking.switch_events(true)`;
        await importNumbers(sql, 6);
        const conversations = await Promise.all(
          [1, 2, 3, 4, 5, 6].map((n) => createConversation(sql, [person("x"), person(`y${n}`)])),
        );
        let working = true;
        const work = inParallel(12, 240, async (n) => {
          const { id, participants } = conversations[n % 6]!;
          const fromX = n % 3 === 0;
          const { claims } = await receiveMessage(sql, {
            from: fromX ? "x" : `y${n % 6 + 1}`,
            to: participants[fromX ? 0 : 1]!.proxy_number,
            keyword: n % 40 === 7 ? "opt_out" : n % 40 === 9 ? "opt_in" : null,
          });
          for (const { forward_id, attempt } of claims) {
            await sql`
            select masking.record_send(${forward_id}, ${attempt}, ${n % 5 ? "sent" : "failed"}, ${
              sql.json(n % 5 ? [`SM${forward_id}`] : [])
            }, null, null, '{"default": "the notice"}')`;
          }
          if (n % 20 === 0) {
            await sql`
            select masking.update_conversation(${id}, null, ${
              sql.json({ status: n % 40 ? "active" : "closed" })
            }, now() + interval '1 day')`;
          }
          if (n % 30 === 0) {
            await sql`
            select masking.replay_events(null, null, ${id}, null, null, null, 10)`;
          }
        }).finally(() => working = false);
        while (working) await Promise.all(workers.map(deliver));
        await work;
        await deliverAll();
        await until("all are settled", async () => await unsettled() === 0);
        const told = new Set(receiver.events.map(({ id }) => id));
        const stored = await sql`select id from public.outgoing_events`;
        assert.ok(stored.every(({ id }) => told.has(id)));
        assert.ok(logged.every((line) => line.startsWith("event ")), "one was not recorded");
        const relayed = await sql`
        select from public.sms_forwards f
        where f.status = 'sent' and not exists (
          select from public.outgoing_events e
          where e.type = 'message.relayed' and e.data ->> 'forward_id' = f.id::text)`;
        assert.equal(relayed.length, 0);
      },
    );

    await t.step("one that is replayed while the next is under way hangs neither", async () => {
      type Claim = { event_id: string; attempt: number };
      const settle = async (worker: typeof sql, { event_id, attempt }: Claim): Promise<Claim[]> => {
        const [row] = await worker`
          select masking.settle_event(${event_id}, ${attempt}, 'delivered', null, null, true) as claims`;
        return row!.claims;
      };
      const claim = async (): Promise<Claim> => {
        const [row] = await sql`select claims from masking.claim_events(3)`;
        return row!.claims[0];
      };
      for (let round = 0; round < 50; round++) {
        const id = crypto.randomUUID();
        for (let n = 1; n <= 3; n++) {
          await sql`select masking.record_event('conversation.reopened', ${id}, '{}', now())`;
        }
        const first = await claim();
        const [second] = await settle(sql, first);
        await sql`select masking.replay_events(${
          sql.json([first.event_id])
        }, null, null, null, null, null, 1)`;
        const again = await claim();
        assert.equal(again.event_id, first.event_id);
        const next = await Promise.all([
          settle(workers[0]!, second!),
          settle(workers[1]!, again),
        ]);
        const [third, ...others] = next.flat();
        assert.equal(others.length, 0);
        assert.deepEqual(await settle(sql, third!), []);
      }
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
    await receiver.stop();
    await db.stop();
  }
});
