import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startStrangersHook } from "../support/strangers_hook.ts";
import { startTestStack } from "../support/test_stack.ts";

const NOT_IN_USE = /not in use/;

Deno.test("A stranger's call", async (t) => {
  const hook = startStrangersHook();
  const stack = await startTestStack({ ...hook.settings, STRANGERS_DEADLINE_MS: "1000" });
  const { service, sql, phones, status } = stack;
  let turn = 0;
  const people: string[] = [];
  /** Somebody nobody knows. */
  const stranger = () => {
    const phone = `+1${302 + Math.floor(turn / 90)}55501${String(10 + turn++ % 90)}`;
    people.push(phone);
    return phone;
  };
  const number = status.pool[0]!;
  const call = async (phone: string, to = number, more = {}) =>
    (await phones.ended(phone, await phones.place(phone, to, more))).heard;
  const connect = (phone: string, more: Record<string, unknown> = {}) => () =>
    Response.json({ action: "connect", participant: { phone }, ...more });
  const webhook = async (phone: string, sid: string) => {
    const response = await stack.webhook([
      ["CallSid", sid],
      ["From", phone],
      ["To", number],
      ["CallStatus", "ringing"],
    ], { path: "/voice-webhook" });
    assert.equal(response.status, 200);
    return await response.text();
  };
  const conversations = async () =>
    (await (await service("GET", "/masking/conversations?limit=100")).json()).conversations.length;

  try {
    await t.step("ends without a word where the app ignores it", async () => {
      hook.answers(() => Response.json({ action: "ignore" }));
      const eve = stranger();
      assert.deepEqual(await call(eve), []);
      const [{ data, id, text }] = hook.questions as [typeof hook.questions[0]];
      assert.ok(data.channel === "call");
      assert.deepEqual([data.call_id, data.number, data.country_code], [id, number, "US"]);
      assert.ok(!text.includes(eve.slice(1)));
    });

    await t.step("hears the app's words, or those of today", async () => {
      const words = 'Please book at <the app> & "wait"';
      hook.answers(() => Response.json({ action: "say", text: words }));
      const eve = stranger();
      assert.deepEqual(await call(eve), [words]);
      hook.answers(() => Response.json({ action: "answer" }));
      assert.match((await call(eve)).join(), NOT_IN_USE);
      const names = hook.questions.slice(-2).map(({ data }) => data.stranger);
      assert.equal(names[0], names[1]);
    });

    await t.step(
      "rings whom the app names, who sees the mask alone and can call back",
      async () => {
        const [eve, seller] = [stranger(), stranger()];
        hook.answers(connect(seller, { label: "Lead", mode: "message_and_voice" }));
        await phones.behave(seller, { on_call: "answer", digits: "1", hang_up_after_ms: 20 });
        const placed = await phones.ended(eve, await phones.place(eve, number));
        assert.deepEqual(placed.connected_to, [seller]);
        const rung = (await phones.calls(seller)).at(-1)!;
        assert.equal(rung.from, number);
        assert.match(rung.heard.join(), /call from Lead/);
        await until(
          "the end of the call is recorded",
          async () =>
            (await sql`select from public.phone_calls where ended_at is null`).length === 0,
        );
        await phones.behave(seller, { on_call: "answer", digits: "1" });
        await phones.behave(eve, { on_call: "answer", digits: "1", hang_up_after_ms: 20 });
        const back = await phones.ended(seller, await phones.place(seller, number));
        assert.deepEqual(back.connected_to, [eve]);
        await stack.text(eve, number, "Thanks for calling back");
        assert.equal((await stack.arrivals(seller, 1))[0]!.body, "Thanks for calling back");
        const asked = hook.questions.filter(({ data }) => "call_id" in data).length;
        await call(eve);
        assert.equal(hook.questions.length, asked);
      },
    );

    await t.step(
      "shows no number but that of the phone that is rung, where it is rung",
      async () => {
        const [eve, seller] = [stranger(), stranger()];
        hook.answers(connect(seller));
        const twiml = await webhook(eve, "CAconnected");
        assert.deepEqual(twiml.match(/\+1\d{10}/g), [number, seller]);
        assert.match(twiml, new RegExp(`<Number[^>]*>\\${seller}</Number>`));
      },
    );

    await t.step("is connected once, however often its webhook comes", async () => {
      const [eve, seller] = [stranger(), stranger()];
      const before = await conversations();
      hook.answers(connect(seller));
      const together = await Promise.all([1, 2, 3].map(() => webhook(eve, "CAseveral")));
      const later = await webhook(eve, "CAseveral");
      assert.deepEqual(new Set([...together, later]).size, 1);
      assert.match(later, /<Number/);
      assert.equal(await conversations(), before + 1);
      const legs = await sql`select from public.phone_calls leg
        join public.phone_calls c on c.id = leg.parent_id where c.provider_sid = 'CAseveral'`;
      assert.equal(legs.length, 1);
    });

    await t.step("and a text at the same time come into one conversation", async () => {
      const [eve, seller] = [stranger(), stranger()];
      const gate = Promise.withResolvers<void>();
      const answer = connect(seller, { mode: "message_and_voice" });
      const since = hook.questions.length;
      hook.answers(() => gate.promise.then(answer));
      const before = await conversations();
      const calling = webhook(eve, "CAandatext");
      await stack.text(eve, number, "I am calling you as well");
      await until("the app is asked about both", () => hook.questions.length === since + 2);
      gate.resolve();
      assert.match(await calling, /<Number/);
      assert.equal((await stack.arrivals(seller, 1))[0]!.body, "I am calling you as well");
      assert.equal(await conversations(), before + 1);
    });

    await t.step(
      "is asked about again when its webhook comes again before the answer",
      async () => {
        const [eve, seller] = [stranger(), stranger()];
        const never = Promise.withResolvers<Response>();
        const since = hook.questions.length;
        hook.answers(() => never.promise);
        const killed = webhook(eve, "CAkilled").catch(() => null);
        await until("the app is asked", () => hook.questions.length === since + 1);
        stack.stack.functions.kill("voice-webhook", "SIGKILL");
        await killed;
        await until("voice-webhook runs", async () => {
          const unsigned = await stack.call("POST", "/voice-webhook", "");
          await unsigned.body?.cancel();
          return unsigned.status === 403;
        });
        hook.answers(connect(seller));
        assert.match(await webhook(eve, "CAkilled"), /<Number/);
        assert.deepEqual(new Set(hook.questions.slice(since).map(({ id }) => id)).size, 1);
        never.resolve(new Response());
      },
    );

    const other = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => {
      assert.fail("a redirect was followed");
    });
    const late = Promise.withResolvers<void>();
    const failures: Record<string, () => Response | Promise<Response>> = {
      HTTP_500: () => new Response("Oops", { status: 500 }),
      HTTP_302: () =>
        new Response(null, {
          status: 302,
          headers: { location: `http://127.0.0.1:${other.addr.port}/` },
        }),
      NO_ANSWER: () => Response.json({ action: "connect" }),
      TOO_LARGE: () => Response.json({ action: "ignore", more: "x".repeat(70_000) }),
      TIMEOUT: () => late.promise.then(connect("+14155550199")),
      validation_failed: connect("nonsense"),
    };
    for (const [code, answer] of Object.entries(failures)) {
      await t.step(`of which the app says nothing (${code}) hears the words of today`, async () => {
        hook.answers(answer);
        const before = await conversations();
        assert.match((await call(stranger())).join(), NOT_IN_USE);
        assert.equal(await conversations(), before);
        assert.ok(
          stack.logs.some((line) =>
            line.includes('"event":"stranger"') && line.includes("call_id") && line.includes(code)
          ),
        );
      });
    }
    late.resolve();
    await other.shutdown();

    await t.step("of the wrong mode connects nobody", async () => {
      hook.answers(connect(stranger(), { mode: "message" }));
      assert.match((await call(stranger())).join(), NOT_IN_USE);
    });

    await t.step(
      "without a number, from ours, or of who has opted out is not asked about",
      async () => {
        const before = hook.questions.length;
        hook.answers(() => Response.json({ action: "say", text: "We were asked" }));
        const eve = stranger();
        await stack.text(eve, number, "STOP");
        await until(
          "she has opted out",
          async () => (await sql`select from public.sms_opt_outs`).length === 1,
        );
        const heard = [
          await call(eve),
          await call(stranger(), number, { withheld: true }),
          await call(status.pool[1]!, number),
        ];
        assert.ok(!heard.flat().join().includes("asked"));
        const dan = stranger();
        for (let n = 0; n < 11; n++) heard.push(await call(dan));
        assert.match(heard.at(-1)!.join(), NOT_IN_USE);
        assert.equal(hook.questions.length, before + 10);
      },
    );

    for (const { text } of hook.questions) {
      for (const phone of people) assert.ok(!text.includes(phone.slice(1)), text);
    }
  } finally {
    await stack.stop();
    await hook.stop();
  }
});
