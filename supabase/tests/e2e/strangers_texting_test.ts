import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { jpeg } from "../../functions/_shared/media/test_jpeg.ts";
import { killDuringUpdate } from "../support/kill_during_update.ts";
import { startStrangersHook, type StrangerQuestion } from "../support/strangers_hook.ts";
import { startTestStack, type TestStack } from "../support/test_stack.ts";

const AUTOMATIC = /not in use|not connected|no conversation/i;

/** What a test does as strangers and as the app that is asked about them. */
function strangersTest(stack: TestStack, hook: ReturnType<typeof startStrangersHook>) {
  const { service, sql } = stack;
  let turn = 0;
  const phones: string[] = [];
  return {
    phones,
    /** Somebody nobody knows, and a number of ours. */
    stranger() {
      const phone = `+1${212 + Math.floor(turn / 90)}55501${String(10 + turn++ % 90)}`;
      phones.push(phone);
      const number = stack.status.pool[turn % stack.status.pool.length]!;
      const since = hook.questions.length;
      return {
        phone,
        number,
        say: (body: string, media: string[] = []) => stack.text(phone, number, body, media),
        /** What the app was asked, once that were so many questions. */
        asked: async (count = 1): Promise<StrangerQuestion[]> => {
          const about = () =>
            hook.questions.slice(since).filter(({ data }) => data.number === number);
          await until(`the app is asked ${count} times`, () => about().length >= count);
          return about();
        },
        bodies: async () => (await stack.arrived(phone)).map(({ body }) => body),
        arrive: async (count: number) =>
          (await stack.arrivals(phone, count)).map(({ body, from }) => [from, body]),
      };
    },
    conversations: async (): Promise<{ id: string; participants: Record<string, string>[] }[]> =>
      (await (await service("GET", "/masking/conversations?limit=100")).json()).conversations,
    pending: async () => (await sql`select from public.stranger_asks`).length,
    settled: () =>
      until(
        "nothing is asked any more",
        async () => (await sql`select from public.stranger_asks`).length === 0,
      ),
    /** How many texts have come in all. */
    count: async () => (await sql`select from public.sms_messages`).length,
    /** As cron does, when what waits for the app is due again. */
    async sweep() {
      await sql`update public.stranger_asks set next_attempt_at = now() where next_attempt_at < 'infinity'`;
      return await (await service("POST", "/expire-conversations")).json();
    },
    text: (phone: string, number: string, body: string, sid: string) =>
      stack.webhook([
        ["MessageSid", sid],
        ["From", phone],
        ["To", number],
        ["Body", body],
        ["NumMedia", "0"],
      ]),
  };
}

const connect = (phone: string, more: Record<string, unknown> = {}) => () =>
  Response.json({ action: "connect", participant: { phone, label: "Seller" }, ...more });

Deno.test("A stranger's text", async (t) => {
  const hook = startStrangersHook();
  const elsewhere: string[] = [];
  const other = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    elsewhere.push(request.url);
    return Response.json({ action: "ignore" });
  });
  const stack = await startTestStack({ ...hook.settings, STRANGERS_DEADLINE_MS: "1500" });
  const { service, sql } = stack;
  const world = strangersTest(stack, hook);
  const { stranger, settled, sweep } = world;

  try {
    await t.step("is ignored where the app says so, and nothing of it is kept", async () => {
      hook.answers(() => Response.json({ action: "ignore" }));
      const eve = stranger();
      await eve.say("Is this the florist?");
      const [question] = await eve.asked();
      await settled();
      const { data, id, text } = question!;
      assert.ok(data.channel === "message");
      assert.deepEqual([id, data.country_code], [data.message_id, "US"]);
      assert.ok(!text.includes(eve.phone.slice(1)) && !text.includes("florist"));
      const [kept] =
        await sql`select outcome, body_encrypted from public.sms_messages where id = ${id}`;
      assert.deepEqual({ ...kept }, { outcome: "no_conversation", body_encrypted: null });

      await eve.say("Hello, is anybody there?");
      const [first, second] = await eve.asked(2);
      await settled();
      assert.equal(first!.data.stranger, second!.data.stranger);
      const dan = stranger();
      await dan.say("Somebody else is here");
      assert.notEqual((await dan.asked())[0]!.data.stranger, first!.data.stranger);
      await settled();
      assert.deepEqual([await eve.bodies(), await dan.bodies()], [[], []]);
    });

    await t.step("is answered with the app's words, or with those of today", async () => {
      hook.answers(() => Response.json({ action: "say", text: "Please book in the app" }));
      const eve = stranger();
      await eve.say("May I book a table?");
      assert.deepEqual(await eve.arrive(1), [[eve.number, "Please book in the app"]]);
      hook.answers(() => Response.json({ action: "answer" }));
      await eve.say("A table for two then?");
      const [, [, automatic]] = await eve.arrive(2) as [string[], string[]];
      assert.match(automatic!, AUTOMATIC);
      // Once a day, as without a hook.
      await eve.say("Or for three of us?");
      await eve.asked(3);
      await settled();
      assert.equal((await eve.bodies()).length, 2);
    });

    await t.step(
      "is relayed to whom the app names, with a picture, and so is the answer",
      async () => {
        const [eve, seller] = [stranger(), stranger()];
        hook.answers(
          connect(seller.phone, { label: "Lead", expires_in: 3_600, metadata: { lead: 7 } }),
        );
        const picture = `data:image/jpeg;base64,${jpeg().toBase64()}`;
        await eve.say("I found this bicycle", [picture]);
        const [{ from, body, media }] = await stack.arrivals(seller.phone, 1) as [
          Awaited<ReturnType<typeof stack.arrivals>>[0],
        ];
        assert.deepEqual([from, body, media.length], [eve.number, "I found this bicycle", 1]);
        const [question] = await eve.asked();
        assert.ok(question!.data.channel === "message");
        const made = (await world.conversations())[0]!;
        const { metadata, participants, masked_number, mode } =
          await (await service("GET", `/masking/conversations/${made.id}`)).json();
        assert.deepEqual(
          [metadata, masked_number, mode, participants.map((p: { label: string }) => p.label)],
          [{ lead: 7 }, eve.number, "message", ["Seller", "Lead"]],
        );
        const { messages } =
          await (await service("GET", `/masking/conversations/${made.id}/messages`)).json();
        assert.deepEqual(messages.map((m: { id: string; outcome: string }) => [m.id, m.outcome]), [
          [question!.data.message_id, "forwarded"],
        ]);
        await stack.text(seller.phone, eve.number, "That one is mine");
        assert.deepEqual(await eve.arrive(1), [[eve.number, "That one is mine"]]);
        await eve.say("Come and get it then");
        await stack.arrivals(seller.phone, 2);
        assert.equal((await eve.asked()).length, 1);

        // Another stranger at the same number: the seller holds it, and hears this one from another.
        const dan = stranger();
        hook.answers(connect(seller.phone));
        await stack.text(dan.phone, eve.number, "I have one to sell");
        const [, , third] = await stack.arrivals(seller.phone, 3);
        assert.equal(third!.body, "I have one to sell");
        assert.notEqual(third!.from, eve.number);
        await stack.text(seller.phone, third!.from, "No thank you");
        assert.equal((await stack.arrivals(dan.phone, 1))[0]!.from, eve.number);
      },
    );

    await t.step("reaches a user of the app by the user's own number", async () => {
      const ana = await stack.signIn(0);
      const eve = stranger();
      hook.answers(() => Response.json({ action: "connect", participant: { user_id: ana.id } }));
      await eve.say("Are you the plumber?");
      assert.equal((await stack.arrivals(ana.phone, 1))[0]!.body, "Are you the plumber?");
    });

    await t.step("waits behind an earlier one, and both go on in order", async () => {
      const gate = Promise.withResolvers<void>();
      const [eve, seller] = [stranger(), stranger()];
      hook.answers(() => gate.promise.then(connect(seller.phone)));
      await eve.say("The first of two texts");
      await eve.asked();
      await eve.say("The second of two texts");
      await until("both wait", async () => await world.pending() === 2);
      const waiting = await (await service("GET", "/masking/health")).json();
      assert.equal(waiting.strangers_pending, 2);
      assert.ok(waiting.strangers_pending_since);
      gate.resolve();
      const bodies = (await stack.arrivals(seller.phone, 2)).map(({ body }) => body);
      assert.deepEqual(bodies, ["The first of two texts", "The second of two texts"]);
      assert.equal((await eve.asked()).length, 1);
      const after = await (await service("GET", "/masking/health")).json();
      assert.deepEqual([after.strangers_pending, after.strangers_pending_since], [0, null]);
    });

    await t.step(
      "is asked about once, however often its webhook comes, and relayed once",
      async () => {
        const [eve, seller] = [stranger(), stranger()];
        hook.answers(connect(seller.phone));
        const answers = await Promise.all(
          Array.from(
            { length: 5 },
            () => world.text(eve.phone, eve.number, "Five times the same", "SMfivetimes"),
          ),
        );
        for (const answer of answers) {
          assert.equal(await answer.text(), "<Response/>");
        }
        await stack.arrivals(seller.phone, 1);
        await (await world.text(eve.phone, eve.number, "Five times the same", "SMfivetimes"))
          .text();
        await sweep();
        assert.deepEqual([
          (await eve.asked()).length,
          (await stack.arrived(seller.phone)).length,
        ], [
          1,
          1,
        ]);
      },
    );

    await t.step("is never asked about when it is a keyword, a loop or over a limit", async () => {
      const eve = stranger();
      hook.answers(() => Response.json({ action: "say", text: "We were asked" }));
      const before = hook.questions.length;
      for (const word of ["STOP", "More after STOP", "START", "HELP", "LEAVE"]) await eve.say(word);
      await stack.text(stack.status.pool[0]!, stack.status.pool[1]!, "From a number of ours");
      await until(
        "all came",
        async () =>
          (await sql`select from public.sms_messages where outcome in ('loop', 'opted_out')`)
            .length === 2,
      );
      await settled();
      assert.equal(hook.questions.length, before);

      const fay = stranger();
      for (let n = 0; n < 12; n++) {
        const before = await world.count();
        await fay.say(`Text ${n} of a flood`);
        await until("the text came", async () => await world.count() > before);
        await settled();
      }
      await until(
        "what is not asked about is answered",
        async () => (await fay.bodies()).length === 11,
      );
      assert.equal((await fay.asked()).length, 10);
      assert.equal((await fay.bodies()).filter((body) => AUTOMATIC.test(body)).length, 1);
    });

    await t.step("whose app cannot be heard gets the answer of today, in the end", async () => {
      const never = Promise.withResolvers<void>();
      const again: Record<string, () => Response | Promise<Response>> = {
        HTTP_500: () => new Response("Oops", { status: 500 }),
        TIMEOUT: () => never.promise.then(connect("+14155550199")),
      };
      for (const [code, fail] of Object.entries(again)) {
        hook.answers(fail);
        const eve = stranger();
        await eve.say(`Nobody hears ${code}`);
        for (const attempt of [1, 2]) {
          await until(
            "the app did not answer",
            async () =>
              (await sql`select from public.stranger_asks
              where attempts = ${attempt} and next_attempt_at < now() + interval '30 s'`).length ===
                1,
          );
          assert.deepEqual(await eve.bodies(), []);
          await sweep();
        }
        await settled();
        assert.match((await eve.arrive(1))[0]![1]!, AUTOMATIC);
        const about = await eve.asked(3);
        const ids = new Set(about.map(({ id }) => id));
        assert.deepEqual([about.length, ids.size], [3, 1]);
        assert.ok(stack.logs.some((line) => line.includes('"stranger"') && line.includes(code)));
      }
      never.resolve();
    });

    const wrong: Record<string, () => Response> = {
      HTTP_404: () => new Response(null, { status: 404 }),
      HTTP_307: () =>
        new Response(null, {
          status: 307,
          headers: { location: `http://127.0.0.1:${other.addr.port}/` },
        }),
      NO_ANSWER: () => new Response("<p>ignore</p>"),
      TOO_LARGE: () => Response.json({ action: "ignore", more: "x".repeat(70_000) }),
      validation_failed: connect("not a number"),
      phone_not_verified: () =>
        Response.json({
          action: "connect",
          participant: { user_id: "00000000-0000-4000-8000-000000000000" },
        }),
      own_number: connect(""),
    };
    for (const [code, answer] of Object.entries(wrong)) {
      await t.step(
        `whose app says what cannot be done (${code}) gets the answer of today`,
        async () => {
          const before = (await world.conversations()).length;
          const eve = stranger();
          hook.answers(
            code === "own_number" ? connect(stack.status.pool[0]!) : answer,
          );
          await eve.say(`Said wrongly: ${code}`);
          assert.match((await eve.arrive(1))[0]![1]!, AUTOMATIC);
          await settled();
          assert.equal((await eve.asked()).length, 1);
          assert.equal((await world.conversations()).length, before);
        },
      );
    }
    assert.deepEqual(elsewhere, []);

    await t.step(
      "after the end of a conversation keeps today's answer, and nobody is asked",
      async () => {
        const [eve, seller] = [stranger(), stranger()];
        hook.answers(connect(seller.phone));
        await eve.say("A conversation that ends");
        await stack.arrivals(seller.phone, 1);
        const { id } = (await world.conversations())[0]!;
        await (await service("DELETE", `/masking/conversations/${id}`)).body?.cancel();
        const count = hook.questions.length;
        await eve.say("A late text after that");
        assert.match((await eve.arrive(1))[0]![1]!, /has ended/);
        assert.equal(hook.questions.length, count);
      },
    );

    const killWhileConnecting = async (body: string, isKept: boolean) => {
      const [eve, seller] = [stranger(), stranger()];
      hook.answers(connect(seller.phone));
      // The conversation has been made, and the text is about to be relayed.
      const relay = {
        table: "phone_conversations",
        column: "last_interaction_at",
        by: "settle_stranger",
      };
      await killDuringUpdate(stack, relay, isKept, () => eve.say(body));
      assert.deepEqual(await seller.bodies(), []);

      await sql`update public.sms_forwards set lease_expires_at = now() where status = 'sending'`;
      await sweep();
      await sweep();
      assert.deepEqual((await seller.arrive(1)).map(([, text]) => text), [body]);
      const about = await eve.asked();
      assert.deepEqual([about.length, new Set(about.map(({ id }) => id)).size], [
        isKept ? 1 : 2,
        1,
      ]);
      const seats = await sql`
        select from public.phone_conversation_participants seat
        where seat.phone_hash = (
          select p.phone_hash from public.sms_messages m
          join public.phone_conversation_participants p on p.id = m.sender_participant_id
          where m.id = ${about[0]!.id})`;
      assert.equal(seats.length, 1);
    };
    await t.step(
      "is asked about again when the function is killed before the answer is stored",
      () => killWhileConnecting("Killed before it is stored", false),
    );
    await t.step(
      "is not asked about again when it is killed after that",
      () => killWhileConnecting("Killed after it is stored", true),
    );

    assert.ok(hook.questions.length > 30 && world.phones.length > 20);
    for (const { text } of hook.questions) {
      for (const phone of world.phones) assert.ok(!text.includes(phone.slice(1)), text);
    }
  } finally {
    await stack.stop();
    await Promise.all([hook.stop(), other.shutdown()]);
  }
});
