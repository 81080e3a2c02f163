import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { LANGUAGES } from "../../functions/_shared/language/language.ts";
import { spokenTexts } from "../../functions/voice-webhook/spoken_texts.ts";
import { refuse, startCallPolicyHook } from "../support/call_policy_hook.ts";
import { startEventReceiver } from "../support/event_receiver.ts";
import { allow } from "../support/policy_hook.ts";
import { startTestStack, type TestStack } from "../support/test_stack.ts";

const [ANA, BEN, CYD, OFFICE] = [
  "+14155550151",
  "+14155550152",
  "+14155550153",
  "+14155550154",
] as const;

/** What a test does to calls about which a policy hook is asked. */
function callTest({ service, sql, phones, webhook }: TestStack) {
  return {
    async converse(people: string[] = [ANA, BEN], more: Record<string, unknown> = {}) {
      const made = await service("POST", "/masking/conversations", {
        participants: people.map((phone, n) => ({ phone, label: `Player ${n + 1}` })),
        mode: "voice",
        ...more,
      });
      assert.equal(made.status, 201);
      const { id, participants } = await made.json();
      const numbers = participants.map((p: { proxy_number: string }) => p.proxy_number);
      const start = (headers: Record<string, string> = {}) =>
        service("POST", `/masking/conversations/${id}/calls`, {
          participant_id: participants[0].id,
        }, headers);
      return {
        id: id as string,
        participants: participants as { id: string; label: string }[],
        numbers: numbers as string[],
        start,
        close: () => service("DELETE", `/masking/conversations/${id}`),
        /** What is stored of calls to and for it, but those of phones that were rung for one. */
        rows: async () =>
          (await sql`select outcome, refusal_reason, status from public.phone_calls
            where conversation_id = ${id} and parent_id is null order by created_at`)
            .map((row) => [row.outcome, row.refusal_reason, row.status]),
      };
    },
    /** What somebody who calls is told until the end. */
    heard: async (from: string, to: string) => {
      const call = await phones.ended(from, await phones.place(from, to));
      assert.deepEqual(call.connected_to, []);
      return call.heard.join(" ");
    },
    /** The carrier's question about a call, as it comes; what it is answered. */
    ask: async (sid: string, from: string, to: string) => {
      const response = await webhook([
        ["CallSid", sid],
        ["From", from],
        ["To", to],
        ["CallStatus", "ringing"],
      ], { path: "/voice-webhook" });
      return await response.text();
    },
    /** How often a phone has rung so far. */
    rung: async (phone: string) =>
      (await phones.calls(phone)).filter(({ direction }) => direction === "in").length,
  };
}

Deno.test("The policy hook is asked about calls", async (t) => {
  const hook = startCallPolicyHook();
  const receiver = startEventReceiver();
  const stack = await startTestStack({
    ...hook.settings,
    ...receiver.settings,
    POLICY_DEADLINE_MS: "1500",
  });
  const { service, sql, phones } = stack;
  const { converse, heard, ask, rung } = callTest(stack);
  const { refusals } = spokenTexts("en-US");
  try {
    await t.step("and connects what it allows, by ids and labels alone", async () => {
      const two = await converse([ANA, BEN], { metadata: { ride: 4711 } });
      await phones.behave(BEN, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
      const call = await phones.ended(ANA, await phones.place(ANA, two.numbers[0]!));
      assert.deepEqual(call.connected_to, [BEN]);
      const [question, ...more] = hook.about(two.id);
      assert.equal(more.length, 0);
      const { id, text, data } = question!;
      const [ana, ben] = two.participants;
      assert.equal(id, data.call_id);
      assert.deepEqual(data, {
        call_id: id,
        direction: "inbound",
        conversation: { id: two.id, mode: "voice", friendly_name: null, metadata: { ride: 4711 } },
        caller: { id: ana!.id, label: ana!.label, user_id: null },
        callees: [{ id: ben!.id, label: ben!.label, user_id: null }],
      });
      for (const number of [ANA, BEN, ...two.numbers]) assert.ok(!text.includes(number.slice(1)));
      await two.close();
    });

    await t.step("what it refuses rings nowhere, and is said in each language", async () => {
      hook.answers(() => refuse("abuse"));
      const before = await rung(BEN);
      for (const language of LANGUAGES) {
        const two = await converse([ANA, BEN], { language });
        assert.equal(
          await heard(ANA, two.numbers[0]!),
          spokenTexts(language).refusals.refused,
        );
        await until(
          "it is over",
          async () => (await two.rows()).every(([, , status]) => status === "completed"),
        );
        assert.deepEqual(await two.rows(), [["refused", "abuse", "completed"]]);
        const event = await until(
          "the app is told",
          () =>
            receiver.events.find(({ type, data }) =>
              type === "call.ended" && data.conversation_id === two.id
            ),
        );
        const { data } = event;
        assert.deepEqual([data.outcome, data.refusal_reason, data.status], [
          "refused",
          "abuse",
          "completed",
        ]);
        const { calls } = await (await service("GET", `/masking/conversations/${two.id}/calls`))
          .json();
        assert.deepEqual([calls[0].outcome, calls[0].legs], ["refused", []]);
        await two.close();
      }
      assert.equal(await rung(BEN), before);
    });

    await t.step("once for a group, whose others do not wait for it", async () => {
      const gate = Promise.withResolvers<void>();
      hook.answers(({ data }) =>
        data.caller.label === "Player 1" ? gate.promise.then(() => refuse()) : allow()
      );
      const group = await converse([ANA, BEN, CYD]);
      await phones.behave(CYD, { on_call: "answer", digits: "1" });
      await phones.behave(ANA, { on_call: "busy" });
      await phones.behave(BEN, { on_call: "ring" });
      const anas = await phones.place(ANA, group.numbers[0]!);
      await until("the hook is asked", () => hook.about(group.id).length === 1);
      assert.deepEqual(hook.about(group.id)[0]!.data.callees.map(({ label }) => label), [
        "Player 2",
        "Player 3",
      ]);
      const bens = await phones.place(BEN, group.numbers[1]!);
      await phones.seen(BEN, "has company", ({ connected_to }) => connected_to.includes(CYD));
      gate.resolve();
      assert.deepEqual((await phones.ended(ANA, anas)).heard, [refusals.refused]);
      await phones.act(BEN, bens, "hang_up");
      await phones.act(CYD, (await phones.calls(CYD)).at(-1)!.sid, "hang_up");
      await until(
        "all calls are over",
        async () => (await sql`select from public.phone_calls where ended_at is null`).length === 0,
      );
      assert.equal(hook.about(group.id).length, 2);
      assert.deepEqual((await group.rows()).map(([outcome]) => outcome), ["refused", "conference"]);
      await group.close();
    });

    for (const [decision, answer] of Object.entries({ allow, refuse })) {
      await t.step(`once, though the carrier asks us twice at once (${decision})`, async () => {
        const gate = Promise.withResolvers<void>();
        hook.answers(() => gate.promise.then(() => answer()));
        const two = await converse();
        const again = () => ask(`CAtwice${decision}`, ANA, two.numbers[0]!);
        const both = [again(), again()];
        await until("the hook is asked", () => hook.about(two.id).length === 1);
        gate.resolve();
        const [first, second] = await Promise.all(both);
        assert.equal(first, second);
        assert.equal(first!.includes("<Dial"), decision === "allow");
        assert.equal(first!.includes(refusals.refused), decision === "refuse");
        assert.equal(await again(), first);
        assert.equal(hook.about(two.id).length, 1);
        assert.equal((await two.rows()).length, 1);
        await two.close();
      });
    }

    await t.step("whose calls the app starts: nobody is rung for what it refuses", async () => {
      await phones.behave(ANA, { on_call: "answer", digits: "1" });
      await phones.behave(BEN, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
      const before = [await rung(ANA), await rung(BEN)];
      const gate = Promise.withResolvers<void>();
      hook.answers(() => gate.promise.then(() => refuse("abuse")));
      const two = await converse();
      const key = { "idempotency-key": "refused call" };
      const both = [two.start(key), two.start(key)];
      await until("the hook is asked", () => hook.about(two.id).length === 1);
      gate.resolve();
      for (const response of [...await Promise.all(both), await two.start(key)]) {
        assert.deepEqual([response.status, (await response.json()).code], [403, "call_refused"]);
      }
      assert.equal(hook.about(two.id).length, 1);
      assert.equal(hook.about(two.id)[0]!.data.direction, "outbound");
      assert.deepEqual(await two.rows(), [["refused", "abuse", "canceled"]]);
      await until(
        "the app is told",
        () =>
          receiver.events.some(({ data }) =>
            data.conversation_id === two.id && data.outcome === "refused"
          ),
      );
      assert.deepEqual([await rung(ANA), await rung(BEN)], before);

      hook.answers(allow);
      const other = { "idempotency-key": "allowed call" };
      const started = await Promise.all([two.start(other), two.start(other)]);
      const [call, same] = await Promise.all(started.map((response) => response.json()));
      assert.deepEqual([started[0]!.status, call.outcome, call.id], [201, null, same.id]);
      await phones.seen(ANA, "was connected", ({ connected_to }) => connected_to.includes(BEN));
      await until("it is over", async () => (await two.rows())[1]![2] === "completed");
      assert.equal(await rung(ANA), before[0]! + 1);
      // Not again when Ana answered.
      assert.equal(hook.about(two.id).length, 2);
      await two.close();
    });

    await t.step("who enters a PIN is asked about then", async () => {
      const two = await converse();
      const path = `/masking/conversations/${two.id}/participants/${two.participants[0]!.id}/pin`;
      const { pin } = await (await service("POST", path)).json();
      hook.answers(() => refuse());
      const before = await rung(BEN);
      const sid = await phones.place(OFFICE, two.numbers[0]!);
      await phones.seen(OFFICE, "is asked", ({ heard }) => heard.length > 0);
      assert.equal(hook.about(two.id).length, 0);
      await phones.act(OFFICE, sid, "digits", `${pin}#`);
      const call = await phones.ended(OFFICE, sid);
      assert.deepEqual([call.heard.at(-1), call.connected_to], [refusals.refused, []]);
      assert.equal(hook.about(two.id)[0]!.data.caller.label, "Player 1");
      assert.equal(await rung(BEN), before);
      await two.close();
    });

    await t.step("nobody is rung for whoever hangs up before it answers", async () => {
      const gate = Promise.withResolvers<void>();
      hook.answers(() => gate.promise.then(allow));
      const two = await converse();
      const before = await rung(BEN);
      const answer = ask("CAhungup", ANA, two.numbers[0]!);
      await until("the hook is asked", () => hook.about(two.id).length === 1);
      const told = await stack.webhook([["CallSid", "CAhungup"], ["CallStatus", "canceled"]], {
        path: "/voice-webhook/status",
      });
      assert.equal(told.status, 204);
      gate.resolve();
      assert.ok(!(await answer).includes("<Dial"));
      assert.deepEqual(await two.rows(), [["asked", null, "canceled"]]);
      assert.equal(await rung(BEN), before);
      await two.close();
    });

    await t.step("a call whose function is killed meanwhile is ended by the sweep", async () => {
      const gate = Promise.withResolvers<void>();
      hook.answers(() => gate.promise.then(allow));
      const two = await converse();
      const answer = ask("CAkilled", ANA, two.numbers[0]!);
      await until("the hook is asked", () => hook.about(two.id).length === 1);
      stack.stack.functions.kill("voice-webhook", "SIGKILL");
      assert.ok(!(await answer).includes("<Dial"));
      gate.resolve();
      assert.deepEqual(await two.rows(), [["asked", null, "ringing"]]);
      await sql`update public.phone_calls set next_check_at = now() where ended_at is null`;
      await (await service("POST", "/expire-conversations")).body?.cancel();
      assert.deepEqual(await two.rows(), [["asked", null, "failed"]]);
      await two.close();
      await until("voice-webhook runs", async () => {
        const unsigned = await stack.call("POST", "/voice-webhook", "");
        await unsigned.body?.cancel();
        return unsigned.status === 403;
      });
    });

    const never = Promise.withResolvers<void>();
    const failures: Record<string, () => Response | Promise<Response>> = {
      HTTP_500: () => new Response("Oops", { status: 500 }),
      HTTP_307: () => new Response(null, { status: 307, headers: { location: hook.url } }),
      NO_ANSWER: () => Response.json({ action: "change", body: "Hello" }),
      TOO_LARGE: () => Response.json({ action: "allow", more: "x".repeat(70_000) }),
      TIMEOUT: () => never.promise.then(allow),
    };
    for (const [code, fail] of Object.entries(failures)) {
      await t.step(`that fails (${code}) refuses, and is asked once`, async () => {
        hook.answers(fail);
        const two = await converse();
        assert.equal(await heard(ANA, two.numbers[0]!), refusals.refused);
        assert.deepEqual((await two.rows())[0]!.slice(0, 2), ["refused", "no_answer"]);
        assert.equal((await two.start()).status, 403);
        assert.equal(hook.about(two.id).length, 2);
        assert.ok(
          stack.logs.some((line) => line.includes('"event":"policy"') && line.includes(code)),
        );
        await two.close();
      });
    }
    never.resolve();

    await t.step("whose first request never ends is answered for by the second", async () => {
      const stuck = Promise.withResolvers<void>();
      hook.answers(() => stuck.promise.then(allow));
      const two = await converse();
      const first = ask("CAstuck", ANA, two.numbers[0]!);
      await until("the hook is asked", () => hook.about(two.id).length === 1);
      stack.stack.functions.kill("voice-webhook", "SIGKILL");
      await first;
      const repeated = await until("voice-webhook runs", async () => {
        const answer = await ask("CAstuck", ANA, two.numbers[0]!);
        return answer.includes("<Response>") ? answer : null;
      });
      assert.ok(repeated.includes(refusals.refused));
      assert.deepEqual(await two.rows(), [["refused", "no_answer", "ringing"]]);
      assert.equal(hook.about(two.id).length, 1);
      stuck.resolve();
    });
  } finally {
    await stack.stop();
    await Promise.all([hook.stop(), receiver.stop()]);
  }
});

Deno.test("The policy hook is asked about calls under pass", async (t) => {
  const hook = startCallPolicyHook();
  const settings = { POLICY_ON_FAILURE: "pass", POLICY_DEADLINE_MS: "500" };
  const stack = await startTestStack({ ...hook.settings, ...settings });
  const { converse, heard, rung } = callTest(stack);
  const { phones } = stack;
  try {
    await t.step("and refuses what it would hold, for a reason without words", async () => {
      hook.answers(() => Response.json({ action: "hold", reason: "Call 415-555-0123" }));
      const two = await converse();
      assert.equal(await heard(ANA, two.numbers[0]!), spokenTexts("en-US").refusals.refused);
      assert.deepEqual((await two.rows())[0]!.slice(0, 2), ["refused", "other"]);
      assert.equal(await rung(BEN), 0);
      await two.close();
    });

    const never = Promise.withResolvers<void>();
    const failures: Record<string, () => Response | Promise<Response>> = {
      HTTP_500: () => new Response(null, { status: 500 }),
      NO_ANSWER: () => new Response("<p>refuse</p>"),
      TIMEOUT: () => never.promise.then(() => refuse()),
    };
    for (const [code, fail] of Object.entries(failures)) {
      await t.step(`without an answer (${code}) everybody is connected`, async () => {
        hook.answers(fail);
        await phones.behave(ANA, { on_call: "answer", digits: "1" });
        for (const phone of [BEN, CYD]) {
          await phones.behave(phone, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
        }
        const two = await converse();
        const call = await phones.ended(ANA, await phones.place(ANA, two.numbers[0]!));
        assert.deepEqual(call.connected_to, [BEN]);
        assert.equal((await two.start()).status, 201);
        await until("it is over", async () => (await two.rows())[1]![2] === "completed");
        assert.deepEqual((await two.rows()).map(([outcome]) => outcome), ["bridge", "bridge"]);
        assert.ok(
          stack.logs.some((line) => line.includes('"passed"') && line.includes(code)),
        );
        await two.close();
      });
    }

    await t.step("a group meets though the hook is gone", async () => {
      never.resolve();
      await hook.stop();
      const group = await converse([ANA, BEN, CYD]);
      const sid = await phones.place(ANA, group.numbers[0]!);
      for (const phone of [BEN, CYD]) {
        await until(
          "everybody was in it",
          async () => (await phones.calls(phone)).at(-1)?.connected_to.includes(ANA),
        );
      }
      await phones.act(ANA, sid, "hang_up");
    });
  } finally {
    await stack.stop();
  }
});
