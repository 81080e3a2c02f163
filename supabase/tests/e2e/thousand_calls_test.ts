import assert from "node:assert/strict";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { until } from "../../../local/process/until.ts";
import { inParallel } from "../support/in_parallel.ts";
import { startTestStack } from "../support/test_stack.ts";

const [PAIRS, GROUPS] = [34, 6];
const CALLS_EACH = 25;

/** What the phone of whoever is rung does, and how the call to it ends. */
const ENDS = {
  answered: [{ on_call: "answer", digits: "1", hang_up_after_ms: 3 }, "completed"],
  declined: [{ on_call: "answer", digits: "2" }, "no_answer"],
  busy: [{ on_call: "busy" }, "busy"],
  no_answer: [{ on_call: "no_answer" }, "no_answer"],
  rejected: [{ on_call: "reject" }, "busy"],
  failed: [{ on_call: "fail" }, "failed"],
  unreachable: [{ on_call: "unreachable" }, "failed"],
  hung_up: [{ on_call: "ring" }, "canceled"],
} as const;
type End = keyof typeof ENDS;

const FINAL = ["completed", "busy", "no-answer", "failed", "canceled"];

Deno.test("A thousand calls end each in one state, with lost, repeated and shuffled callbacks", async () => {
  const stack = await startTestStack({ RELAY_CALLS_PER_HOUR: "100000" }, { instances: 2 });
  const { service, sql, phones } = stack;
  const random = randomFrom(11);
  const pick = (ends: End[]) => ends[Math.floor(random() * ends.length)]!;
  const all = Object.keys(ENDS) as End[];
  let people = 0;
  const person = () =>
    `+1${212 + Math.floor(people / 50)}55501${String(people++ % 50).padStart(2, "0")}`;
  const converse = async (members: string[]) => {
    const made = await service("POST", "/masking/conversations", {
      participants: members.map((phone) => ({ phone })),
      mode: "voice",
    });
    return await made.json() as {
      id: string;
      participants: { id: string; proxy_number: string }[];
    };
  };
  /** Somebody calls, or has the app call: the carrier's id of that person's call. */
  const begin = async (
    caller: string,
    { id, participants }: Awaited<ReturnType<typeof converse>>,
  ) => {
    const [first] = participants;
    if (random() < 0.7) return await phones.place(caller, first!.proxy_number);
    const before = (await phones.calls(caller)).length;
    const path = `/masking/conversations/${id}/calls`;
    assert.equal((await service("POST", path, { participant_id: first!.id })).status, 201);
    return await until("the app calls", async () => (await phones.calls(caller))[before]?.sid);
  };
  /** By the carrier's id of a call: how it ends, and the calls of those who are rung, in the order of the seats. */
  const expected = new Map<string, { status: string; legs: string[] }>();

  /** Two talk, in one conversation for all their calls. */
  const pair = async () => {
    const [caller, callee] = [person(), person()];
    const conversation = await converse([caller, callee]);
    await phones.behave(caller, { on_call: "answer", digits: "1" });
    for (let call = 0; call < CALLS_EACH; call++) {
      const end = pick(all);
      const [behaviour, status] = ENDS[end];
      await phones.behave(callee, behaviour);
      const rung = (await phones.calls(callee)).length;
      const sid = await begin(caller, conversation);
      if (end === "hung_up") {
        await until(
          "it rings",
          async () => (await phones.calls(callee))[rung]?.status === "ringing",
        );
        await phones.act(caller, sid, "hang_up");
      }
      const { connected_to, direction } = await phones.ended(caller, sid);
      assert.deepEqual(connected_to, end === "answered" ? [callee] : []);
      const calls = await phones.calls(callee);
      assert.equal(calls.length, end === "unreachable" ? rung : rung + 1);
      if (end !== "unreachable") {
        assert.equal(calls.at(-1)!.from, conversation.participants[1]!.proxy_number);
      }
      const canceled = end === "hung_up" && direction === "out";
      expected.set(sid, { status: canceled ? "canceled" : "completed", legs: [status] });
    }
  };

  /** Three meet. Each call has its conversation: where a callback was lost the next caller would join that call. */
  const group = async () => {
    const [caller, ...others] = [person(), person(), person()];
    await phones.behave(caller!, { on_call: "answer", digits: "1" });
    for (let call = 0; call < CALLS_EACH; call++) {
      const conversation = await converse([caller!, ...others]);
      const ends = others.map(() => pick(all.filter((end) => end !== "hung_up")));
      const rung = await Promise.all(others.map(async (other, n) => {
        await phones.behave(other, ENDS[ends[n]!][0]);
        return (await phones.calls(other)).length;
      }));
      const sid = await begin(caller!, conversation);
      await until(
        "all have been rung, or are not there",
        async () =>
          (await Promise.all(others.map(async (other, n) =>
            ends[n] === "unreachable" ||
            FINAL.includes((await phones.calls(other))[rung[n]!]?.status ?? "")
          ))).every(Boolean),
      );
      // Of those who are not there nothing is seen: then the plan tells that the caller was let in.
      await until(
        "the caller is in the conference",
        async () =>
          (await sql`
            select from public.phone_calls c join public.phone_calls leg on leg.parent_id = c.id
            where c.provider_sid = ${sid}`).length === others.length &&
          (await phones.calls(caller!)).some((one) => one.sid === sid && one.status !== "ringing"),
      );
      await phones.act(caller!, sid, "hang_up");
      await phones.ended(caller!, sid);
      expected.set(sid, { status: "completed", legs: ends.map((end) => ENDS[end][1]) });
      await (await service("DELETE", `/masking/conversations/${conversation.id}`)).body?.cancel();
    }
  };

  try {
    await stack.faults({ lose_status: 0.2, repeat_webhook: 0.3, shuffle_status: true, seed: 3 });
    await inParallel(20, PAIRS + GROUPS, (n) => n < GROUPS ? group() : pair());

    await until(
      "the carrier is done",
      async () => (await (await fetch(`${stack.status.simulator_url}/simulator/idle`)).json()).idle,
    );
    const open = () => sql`select id from public.phone_calls where ended_at is null`;
    assert.ok((await open()).length > 0, "no callback was lost");
    await sql`update public.phone_calls set next_check_at = now() where ended_at is null`;
    const swept = await (await service("POST", "/expire-conversations")).json();
    assert.ok(swept.calls_asked > 0);
    assert.equal((await open()).length, 0);

    const calls = await sql<{ sid: string; status: string; outcome: string; legs: string[] }[]>`
      select c.provider_sid as sid, c.status, c.outcome, array_agg(leg.status order by p.position) as legs
      from public.phone_calls c join public.phone_calls leg on leg.parent_id = c.id
      join public.phone_conversation_participants p on p.id = leg.participant_id
      group by c.id`;
    assert.equal(calls.length, (PAIRS + GROUPS) * CALLS_EACH);
    for (const { sid, status, outcome, legs } of calls) {
      assert.deepEqual({ status, legs }, expected.get(sid), `a ${outcome}`);
    }
  } finally {
    await stack.stop();
  }
});
