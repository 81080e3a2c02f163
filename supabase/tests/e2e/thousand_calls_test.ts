import assert from "node:assert/strict";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { inParallel } from "../support/in_parallel.ts";
import { startTestStack } from "../support/test_stack.ts";

const PAIRS = 40;
const CALLS = 1_000;

/** What the callee's phone does, and in which states that may end. */
const ENDS = {
  answered: [{ on_call: "answer", digits: "1", hang_up_after_ms: 3 }, ["completed"]],
  declined: [{ on_call: "answer", digits: "2" }, ["no_answer"]],
  busy: [{ on_call: "busy" }, ["busy"]],
  no_answer: [{ on_call: "no_answer" }, ["no_answer"]],
  rejected: [{ on_call: "reject" }, ["busy"]],
  hung_up: [{ on_call: "ring" }, ["canceled"]],
} as const;

Deno.test("A thousand calls end each in one state, with lost, repeated and shuffled callbacks", async () => {
  const stack = await startTestStack({ RELAY_CALLS_PER_HOUR: "100000" }, { instances: 2 });
  const { service, sql, phones } = stack;
  const random = randomFrom(11);
  try {
    const pairs = await inParallel(8, PAIRS, async (n) => {
      const [caller, callee] = [2 * n, 2 * n + 1].map((i) =>
        `+1${212 + Math.floor(i / 50)}55501${String(i % 50).padStart(2, "0")}`
      ) as [string, string];
      const made = await service("POST", "/masking/conversations", {
        participants: [{ phone: caller }, { phone: callee }],
        mode: "voice",
      });
      const { participants } = await made.json();
      return {
        caller,
        callee,
        number: participants[0].proxy_number,
        mask: participants[1].proxy_number,
      };
    });
    await stack.faults({
      lose_status: 0.2,
      repeat_webhook: 0.3,
      shuffle_status: true,
      seed: 3,
    });

    const names = Object.keys(ENDS) as (keyof typeof ENDS)[];
    const expected = new Map<string, readonly string[]>();
    await inParallel(PAIRS / 2, PAIRS, async (n) => {
      const { caller, callee, number, mask } = pairs[n]!;
      for (let call = 0; call < CALLS / PAIRS; call++) {
        const end = names[Math.floor(random() * names.length)]!;
        const [behaviour, states] = ENDS[end];
        await phones.behave(callee, behaviour);
        const sid = await phones.place(caller, number);
        expected.set(sid, states);
        if (end === "hung_up") {
          await phones.seen(callee, "rings", ({ status }) => status === "ringing");
          await phones.act(caller, sid, "hang_up");
        }
        const { connected_to } = await phones.ended(caller, sid);
        assert.deepEqual(connected_to, end === "answered" ? [callee] : []);
        assert.equal((await phones.calls(callee)).at(-1)!.from, mask);
      }
    });

    await stack.idle();
    const open = () => sql`select id from public.phone_calls where ended_at is null`;
    assert.ok((await open()).length > 0, "no callback was lost");
    await sql`update public.phone_calls set next_check_at = now() where ended_at is null`;
    const swept = await (await service("POST", "/expire-conversations")).json();
    assert.ok(swept.calls_asked > 0);
    assert.equal((await open()).length, 0);

    const calls = await sql<{ sid: string; status: string; legs: string[] }[]>`
      select c.provider_sid as sid, c.status, array_agg(leg.status) as legs
      from public.phone_calls c join public.phone_calls leg on leg.parent_id = c.id
      group by c.id`;
    assert.equal(calls.length, CALLS);
    for (const { sid, status, legs } of calls) {
      const states = expected.get(sid)!;
      assert.ok(legs.length === 1 && states.includes(legs[0]!), `${legs} instead of ${states}`);
      assert.equal(status, states.includes("canceled") ? "canceled" : "completed");
    }
  } finally {
    await stack.stop();
  }
});
