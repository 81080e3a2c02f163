import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { jpeg } from "../../functions/_shared/media/test_jpeg.ts";
import { killDuringUpdate } from "../support/kill_during_update.ts";
import { allow, startPolicyHook } from "../support/policy_hook.ts";
import { startTestStack, type TestStack } from "../support/test_stack.ts";

type Held = {
  id: string;
  body: string | null;
  policy: { state: string; reason: string | null; attempts: number };
};

/** What a test does to conversations whose texts wait for a policy hook. */
function policyTest(stack: TestStack) {
  const { service, sql } = stack;
  let turn = 0;
  return {
    /** People in a conversation, of whom the first texts the others. */
    async people(count = 2, more: Record<string, unknown> = {}) {
      const phones = Array.from({ length: count }, () => `+14155550${130 + turn++ % 60}`);
      const created = await service("POST", "/masking/conversations", {
        participants: phones.map((phone) => ({ phone })),
        ...more,
      });
      assert.equal(created.status, 201);
      const { id, participants } = await created.json();
      const before = new Map(
        await Promise.all(
          phones.map(async (phone) => [phone, (await stack.arrived(phone)).length] as const),
        ),
      );
      const received = async (phone: string) =>
        (await stack.arrived(phone)).slice(before.get(phone)).map(({ body }) => body);
      return {
        id: id as string,
        phones,
        proxy: participants[0].proxy_number as string,
        say: (body: string) => stack.text(phones[0]!, participants[0].proxy_number, body),
        /** What the person at this place has got. */
        received: (place = 1) => received(phones[place]!),
        arrive: (count: number, place = 1) =>
          until(
            `${count} texts arrive`,
            async () => {
              const bodies = await received(phones[place]!);
              return bodies.length >= count && bodies;
            },
          ),
      };
    },
    held: async (query = ""): Promise<Held[]> =>
      (await (await service("GET", `/masking/held-messages${query}`)).json()).held_messages,
    /** As cron does, when all that waits for the hook is due again. */
    async sweep() {
      await sql`update public.policy_decisions set next_attempt_at = now() where state = 'pending'`;
      return await (await service("POST", "/expire-conversations")).json();
    },
    /** How often the hook has failed to decide on a message so far. */
    waits: (attempts: number, count = 1) =>
      until(
        `${count} texts wait for the hook`,
        async () =>
          (await sql`
          select 1 from public.policy_decisions
          where state = 'pending' and attempts = ${attempts} and next_attempt_at < now() + interval '30 s'`)
            .length === count,
      ),
  };
}

Deno.test("The policy hook", async (t) => {
  const hook = startPolicyHook();
  const elsewhere: string[] = [];
  const other = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    elsewhere.push(request.url);
    return allow();
  });
  const stack = await startTestStack({ ...hook.settings, POLICY_DEADLINE_MS: "2000" });
  const { service, sql } = stack;
  const { people, held, sweep, waits } = policyTest(stack);

  try {
    await t.step("allows a text, of which it is told no number", async () => {
      const two = await people(2, { metadata: { ride: 4711 } });
      await two.say("See you at the corner");
      assert.deepEqual(await two.arrive(1), ["See you at the corner"]);
      const [question, ...more] = hook.about("See you at the corner");
      assert.equal(more.length, 0);
      const { data, id, text } = question!;
      assert.equal(id, data.message_id);
      assert.deepEqual(
        [data.direction, data.media_count, data.max_length, data.recipients.length],
        ["inbound", 0, 1_600, 1],
      );
      assert.deepEqual([data.conversation.id, data.conversation.metadata], [two.id, {
        ride: 4711,
      }]);
      for (const number of [...two.phones, two.proxy]) assert.ok(!text.includes(number.slice(1)));
    });

    await t.step("changes a text: nobody sees the first one any more", async () => {
      hook.answers(({ data }) =>
        Response.json({ action: "change", body: data.body.replace("darn", "****") })
      );
      const two = await people();
      await two.say("The darn car is late");
      assert.deepEqual(await two.arrive(1), ["The **** car is late"]);
      const list = await service("GET", `/masking/conversations/${two.id}/messages`);
      assert.deepEqual(
        (await list.json()).messages.map((message: { body: string }) => message.body),
        ["The **** car is late"],
      );
    });

    await t.step("hears of a group's text once, and changes it for all", async () => {
      const group = await people(12);
      await group.say("That darn bus");
      for (let place = 1; place < 12; place++) {
        assert.deepEqual(await group.arrive(1, place), ["Guest 1: That **** bus"]);
      }
      assert.equal(hook.about("That darn bus").length, 1);
      assert.equal(hook.about("That darn bus")[0]!.data.recipients.length, 11);
    });

    await t.step("is asked about what a user posts, not about what the app says", async () => {
      const [ana, ben] = [await stack.signIn(0), await stack.signIn(1)];
      const created = await service("POST", "/masking/conversations", {
        participants: [{ user_id: ana.id }, { user_id: ben.id }],
      });
      const path = `/masking/conversations/${(await created.json()).id}/messages`;
      await service("POST", path, { body: "The darn app says" });
      const { error } = await ana.client.functions.invoke(path.slice(1), {
        body: { body: "A darn user says" },
      });
      assert.equal(error, null);
      const [, user] = await stack.arrivals(ben.phone, 2);
      assert.equal(user!.body, "A **** user says");
      assert.equal((await stack.arrived(ben.phone))[0]!.body, "The darn app says");
      assert.deepEqual([
        hook.about("The darn app says").length,
        hook.about("A darn user says").map(({ data }) => data.direction),
      ], [0, ["outbound"]]);
    });

    await t.step("counts files, and what it leaves is judged by the leak guard", async () => {
      hook.answers(({ data }) =>
        Response.json({ action: "change", body: `${data.body}: 415-555-0199` })
      );
      const two = await people(2, { leak_policy: "redact" });
      const picture = `data:image/jpeg;base64,${jpeg().toBase64()}`;
      await stack.text(two.phones[0]!, two.proxy, "My bicycle", [picture]);
      assert.deepEqual(await two.arrive(1), ["My bicycle: ***"]);
      assert.equal(hook.about("My bicycle")[0]!.data.media_count, 1);
      assert.equal((await stack.arrived(two.phones[1]!)).at(-1)!.media.length, 1);
    });

    await t.step("holds a text, and those behind it go on", async () => {
      hook.answers(({ data }) =>
        data.body.startsWith("Buy")
          ? Response.json({ action: "hold", reason: "advertising" })
          : allow()
      );
      const two = await people();
      await two.say("Buy my old bicycle");
      await until("it is held", async () => (await held("?state=held")).length === 1);
      await two.say("See you at ten");
      assert.deepEqual(await two.arrive(1), ["See you at ten"]);
      const [message] = await held();
      assert.deepEqual([message!.body, message!.policy.state, message!.policy.reason], [
        "Buy my old bicycle",
        "held",
        "advertising",
      ]);
      assert.deepEqual(await two.received(0), []);

      const released = await service("POST", `/masking/held-messages/${message!.id}/release`, {});
      assert.deepEqual([released.status, (await released.json()).body], [200, message!.body]);
      assert.deepEqual(await two.arrive(2), ["See you at ten", "Buy my old bicycle"]);
      const again = await service("POST", `/masking/held-messages/${message!.id}/release`, {});
      assert.deepEqual([again.status, (await again.json()).code], [404, "held_message_not_found"]);
    });

    await t.step("has what it holds released with other words, or dropped", async () => {
      const two = await people();
      await two.say("Buy my old piano");
      await two.say("Buy my old violin");
      await until("both are held", async () => (await held()).length === 2);
      const [violin, piano] = await held();
      const path = `/masking/held-messages/${piano!.id}`;
      const tooLong = await service("POST", `${path}/release`, { body: "x".repeat(1_601) });
      assert.deepEqual([tooLong.status, (await tooLong.json()).errors], [400, [
        { path: "body", message: "must have 1 to 1600 characters" },
      ]]);
      await service("POST", `${path}/release`, { body: "I have a piano" });
      assert.deepEqual(await two.arrive(1), ["I have a piano"]);
      const dropped = await service("DELETE", `/masking/held-messages/${violin!.id}`);
      assert.equal(dropped.status, 204);
      assert.deepEqual(await held(), []);
      const kept = await sql`select body_encrypted from public.sms_messages where id = ${
        violin!.id
      }`;
      assert.equal(kept[0]!.body_encrypted, null);
      await sweep();
      assert.deepEqual([await two.received(), await two.received(0)], [["I have a piano"], []]);
      const user = await stack.call("GET", "/masking/held-messages", undefined, {
        authorization: `Bearer ${(await stack.signIn(0)).jwt}`,
      });
      assert.equal((await user.json()).code, "forbidden");
    });

    await t.step("keeps nobody waiting: the carrier and the app are answered first", async () => {
      const gate = Promise.withResolvers<void>();
      hook.answers(() => gate.promise.then(allow));
      const two = await people();
      const answer = await stack.webhook([
        ["MessageSid", "SMbeforethehook"],
        ["From", two.phones[0]!],
        ["To", two.proxy],
        ["Body", "Slow as a snail"],
        ["NumMedia", "0"],
      ]);
      assert.equal(await answer.text(), "<Response/>");
      await until("the hook is asked", () => hook.about("Slow as a snail").length === 1);
      assert.deepEqual(await two.received(), []);
      gate.resolve();
      assert.deepEqual(await two.arrive(1), ["Slow as a snail"]);
    });

    const never = Promise.withResolvers<void>();
    const failures: Record<string, () => Response | Promise<Response>> = {
      HTTP_500: () => new Response("Oops", { status: 500 }),
      HTTP_204: () => new Response(null, { status: 204 }),
      HTTP_307: () =>
        new Response(null, {
          status: 307,
          headers: { location: `http://127.0.0.1:${other.addr.port}/` },
        }),
      NO_ANSWER: () => new Response("<p>allow</p>"),
      DOES_NOT_FIT: () => Response.json({ action: "change", body: "x".repeat(1_601) }),
      TOO_LARGE: () => Response.json({ action: "allow", more: "x".repeat(70_000) }),
      TIMEOUT: () => never.promise.then(allow),
    };
    for (const [code, fail] of Object.entries(failures)) {
      await t.step(
        `that fails (${code}) is asked again, and the texts keep their order`,
        async () => {
          hook.answers(fail);
          const [one, second] = [`First under ${code}`, `Second under ${code}`];
          const two = await people();
          await two.say(one);
          await waits(1);
          hook.answers(allow);
          await two.say(second);
          await until("the second is allowed", () => hook.about(second).length === 1);
          assert.ok(stack.logs.some((line) => line.includes('"pending"') && line.includes(code)));
          hook.answers(fail);
          assert.equal((await sweep()).policy_decided, 0);
          await waits(2);
          assert.deepEqual(await two.received(), []);

          hook.answers(allow);
          await sweep();
          assert.deepEqual(await two.arrive(2), [one, second]);
          const ids = new Set(hook.about(one).map(({ id }) => id));
          assert.deepEqual([hook.about(one).length, ids.size], [3, 1]);
        },
      );
    }
    assert.deepEqual(elsewhere, []);
    never.resolve();

    await t.step(
      "that fails for a day leaves a text to the service, and shows in health",
      async () => {
        hook.answers(failures.HTTP_500!);
        const two = await people();
        await two.say("Will it ever come?");
        await waits(1);
        const pending = await (await service("GET", "/masking/health")).json();
        assert.deepEqual([pending.policy_pending, pending.policy_held], [1, 0]);
        await sql`update public.policy_decisions set created_at = now() - interval '25 h' where state = 'pending'`;
        assert.equal((await sweep()).policy_decided, 1);
        const { policy_pending, policy_held, policy_unanswered, queue_depth } =
          await (await service("GET", "/masking/health")).json();
        assert.deepEqual([policy_pending, policy_held, policy_unanswered, queue_depth], [
          0,
          1,
          1,
          0,
        ]);
        const [message] = await held();
        assert.deepEqual([message!.policy.state, message!.policy.reason], ["held", "no_answer"]);
        await (await service("DELETE", `/masking/held-messages/${message!.id}`)).body?.cancel();
      },
    );

    const killWhileDeciding = async (body: string, isKept: boolean) => {
      hook.answers(({ data }) =>
        Response.json({ action: "change", body: `${data.body}, changed` })
      );
      const two = await people();
      const decision = { table: "policy_decisions", column: "state", by: "settle_ask" };
      await killDuringUpdate(stack, decision, isKept, () => two.say(body));
      assert.deepEqual(await two.received(), []);

      await sql`update public.sms_forwards set lease_expires_at = now() where status = 'sending'`;
      await sweep();
      assert.deepEqual(await two.arrive(1), [`${body}, changed`]);
      await sweep();
      assert.deepEqual(await two.received(), [`${body}, changed`]);
      assert.equal(hook.about(body).length, isKept ? 1 : 2);
      assert.equal(new Set(hook.about(body).map(({ id }) => id)).size, 1);
    };
    await t.step(
      "is asked again when the function is killed before the decision is stored",
      () => killWhileDeciding("Killed before", false),
    );
    await t.step(
      "is not asked again when it is killed after that",
      () => killWhileDeciding("Killed after", true),
    );
  } finally {
    await stack.stop();
    await Promise.all([hook.stop(), other.shutdown()]);
  }
});

Deno.test("The policy hook under pass", async (t) => {
  const hook = startPolicyHook();
  const stack = await startTestStack({ ...hook.settings, POLICY_ON_FAILURE: "pass" });
  const { people, held } = policyTest(stack);
  try {
    await t.step("still holds what it says it does", async () => {
      hook.answers(() => Response.json({ action: "hold", reason: "Call 415-555-0123" }));
      const two = await people();
      await two.say("Held under pass");
      await until("it is held", async () => (await held("?state=held")).length === 1);
      assert.equal((await held())[0]!.policy.reason, "other");
      assert.deepEqual(await two.received(), []);
    });

    await t.step(
      "lets a text through at once when it fails or is gone, and logs that",
      async () => {
        hook.answers(() => new Response(null, { status: 503 }));
        const two = await people();
        await two.say("Passed by failure");
        assert.deepEqual(await two.arrive(1), ["Passed by failure"]);
        await hook.stop();
        await two.say("Passed by absence");
        assert.deepEqual(await two.arrive(2), ["Passed by failure", "Passed by absence"]);
        for (const code of ["HTTP_503", "NETWORK"]) {
          assert.ok(
            stack.logs.some((line) =>
              line.includes('"event":"policy"') && line.includes('"passed"') && line.includes(code)
            ),
            code,
          );
        }
      },
    );
  } finally {
    await stack.stop();
  }
});
