import assert from "node:assert/strict";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { inParallel } from "../support/in_parallel.ts";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

const EVE = "+14155550150";

Deno.test("Two people text each other", async (t) => {
  const stack = await startTestStack({ CONVERSATION_COOLDOWN_SECONDS: "0" });
  const { service, sql } = stack;
  try {
    const [ana, ben] = [await stack.signIn(0), await stack.signIn(1)];
    const invoke = async (
      user: typeof ana,
      path: string,
      options: Parameters<typeof ana.client.functions.invoke>[1],
    ) => {
      const { data, error } = await user.client.functions.invoke(`masking${path}`, options);
      if (error) throw new Error(await error.context.text());
      return data;
    };
    const conversation = await invoke(ana, "/conversations", {
      body: {
        participants: [{ user_id: ana.id, label: "Ana" }, { user_id: ben.id, label: "Ben" }],
        friendly_name: "Ride",
      },
    });
    const [anas, bens] = conversation.participants;

    await t.step(
      "through a number of the pool, which is all that they see of each other",
      async () => {
        await stack.text(ana.phone, anas.proxy_number, "  Where are you? 👋 ");
        const [received] = await stack.arrivals(ben.phone, 1);
        assert.deepEqual([received!.from, received!.body], [
          bens.proxy_number,
          "  Where are you? 👋 ",
        ]);
        await stack.text(ben.phone, bens.proxy_number, "Here");
        const [answer] = await stack.arrivals(ana.phone, 1);
        assert.deepEqual([answer!.from, answer!.body], [anas.proxy_number, "Here"]);
        assert.ok(stack.status.pool.includes(anas.proxy_number));
      },
    );

    await t.step("and from the app, and read it there with its delivery", async () => {
      const posted = await invoke(ana, `/conversations/${conversation.id}/messages`, {
        body: { body: "From the app" },
      });
      assert.equal(posted.sender_participant_id, anas.id);
      await stack.arrivals(ben.phone, 2);
      await until("all is delivered", async () => {
        const { messages } = await invoke(ben, `/conversations/${conversation.id}/messages`, {
          method: "GET",
        });
        return messages.length === 3 &&
          messages.every((m: { forwards: { status: string }[] }) =>
            m.forwards[0]!.status === "delivered"
          );
      });
      const { messages } = await invoke(ben, `/conversations/${conversation.id}/messages`, {
        method: "GET",
      });
      assert.deepEqual(messages.map((m: { body: string }) => m.body), [
        "From the app",
        "Here",
        "  Where are you? 👋 ",
      ]);
    });

    await t.step("until it ends: a late text reaches nobody and is answered once", async () => {
      const response = await service("PATCH", `/masking/conversations/${conversation.id}`, {
        status: "closed",
      });
      assert.equal((await response.json()).closed_reason, "api");
      const before = (await stack.arrived(ben.phone)).length;
      await stack.text(ana.phone, anas.proxy_number, "too late");
      await stack.text(ana.phone, anas.proxy_number, "really too late");
      const answers = await stack.arrivals(ana.phone, 2);
      assert.match(answers[1]!.body, /has ended/);
      await until(
        "both late texts are recorded",
        async () =>
          (await sql`select 1 from public.sms_messages where outcome = 'conversation_closed'`)
            .length === 2,
      );
      assert.equal((await stack.arrived(ben.phone)).length, before);
      assert.equal((await stack.arrived(ana.phone)).length, 2);
    });

    await t.step("and a stranger's text reaches nobody either", async () => {
      await stack.text(EVE, bens.proxy_number, "who is this?");
      assert.match((await stack.arrivals(EVE, 1))[0]!.body, /not in use/);
    });

    await t.step(
      "STOP ends texting to a person, tells the other once, and START brings it back",
      async () => {
        const made = await service("POST", "/masking/conversations", {
          participants: [{ phone: "+14155550151" }, { phone: "+14155550152" }],
        });
        const { participants: [a, b] } = await made.json();
        await stack.text("+14155550151", a.proxy_number, "STOP");
        const notice = await stack.arrivals("+14155550152", 1);
        assert.match(notice[0]!.body, /no longer be reached/);
        await stack.text("+14155550152", b.proxy_number, "hello?");
        await until(
          "the text to who opted out is suppressed",
          async () =>
            (await sql`select 1 from public.sms_forwards where status = 'suppressed'`).length === 1,
        );
        await stack.text("+14155550151", a.proxy_number, "START");
        await until(
          "the person has opted in",
          async () => (await sql`select 1 from public.sms_opt_outs`).length === 0,
        );
        await stack.text("+14155550152", b.proxy_number, "back?");
        await until(
          "the text arrives",
          async () => (await stack.arrived("+14155550151")).some((m) => m.body === "back?"),
        );
        assert.equal(
          (await stack.arrived("+14155550151")).some((m) => m.body === "hello?"),
          false,
        );
      },
    );

    await t.step(
      "500 texts over 50 conversations arrive once each, at the right phone, from the right number",
      async () => {
        const people = Array.from(
          { length: 60 },
          (_, n) => `+1${212 + Math.floor(n / 50)}55501${String(n % 50).padStart(2, "0")}`,
        );
        const conversations = await inParallel(8, 50, async (n) => {
          const [a, b] = [people[n]!, people[(n + 7) % 60]!];
          const response = await service("POST", "/masking/conversations", {
            participants: [{ phone: a }, { phone: b }],
          });
          assert.equal(response.status, 201);
          const { participants } = await response.json();
          return [{ phone: a, proxy: participants[0].proxy_number }, {
            phone: b,
            proxy: participants[1].proxy_number,
          }];
        });
        const random = randomFrom(5);
        const expected = new Map<string, string[]>();
        await inParallel(16, 500, async (n) => {
          const pair = conversations[Math.floor(random() * 50)]!;
          const [from, to] = random() < 0.5 ? [pair[0]!, pair[1]!] : [pair[1]!, pair[0]!];
          const body = `text ${n}`;
          expected.set(to.phone, [...(expected.get(to.phone) ?? []), `${to.proxy} ${body}`]);
          await stack.text(from.phone, from.proxy, body);
        });
        for (const [number, texts] of expected) {
          const received = await stack.arrivals(number, texts.length);
          assert.deepEqual(received.map((m) => `${m.from} ${m.body}`).toSorted(), texts.toSorted());
        }
        await until(
          "every forward is delivered",
          async () =>
            (await sql`select 1 from public.sms_forwards where status not in ('delivered', 'suppressed')`)
              .length === 0,
        );
      },
    );
  } finally {
    await stack.stop();
  }
});
