import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { killDuringUpdate } from "../support/kill_during_update.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The leak guard", async (t) => {
  const stack = await startTestStack();
  const { service, sql } = stack;
  let turn = 0;

  /** Two people under a policy, and what the second of them has on the phone. */
  const people = async (leak_policy?: string) => {
    const [from, to] = [0, 1].map((n) => `+14155550${130 + turn * 2 + n}`);
    turn++;
    const created = await service("POST", "/masking/conversations", {
      participants: [{ phone: from }, { phone: to }],
      ...(leak_policy ? { leak_policy } : {}),
    });
    const { id, participants } = await created.json();
    assert.equal(created.status, 201);
    const proxy: string = participants[0].proxy_number;
    return {
      id: id as string,
      from: from!,
      to: to!,
      proxy,
      say: (body: string) => stack.text(from!, proxy, body),
      received: async (count: number) =>
        (await stack.arrivals(to!, count)).map((message) => message.body),
      answers: async () => (await stack.arrived(from!)).map((message) => message.body),
      leaks: async () =>
        (await (await service("GET", `/masking/conversations/${id}`)).json()).leaks,
      list: async () =>
        (await (await service("GET", `/masking/conversations/${id}/messages`)).json()).messages as {
          body: string | null;
          outcome: string;
        }[],
    };
  };
  const sweep = async () => await (await service("POST", "/expire-conversations")).json();

  try {
    await t.step("relays everything as it is where nothing else was asked for", async () => {
      const two = await people();
      await two.say("Call me: 415-555-0123 or ana@example.com");
      assert.deepEqual(await two.received(1), ["Call me: 415-555-0123 or ana@example.com"]);
      assert.deepEqual(await two.answers(), []);
      assert.deepEqual(await two.leaks(), { warned: 0, redacted: 0, blocked: 0 });
    });

    await t.step("warn: relays it, and warns the sender once a day", async () => {
      const two = await people("warn");
      await two.say("My cell is 415-555-0123");
      await until("the warning comes", async () => (await two.answers()).length === 1);
      await two.say("or four one five triple five oh one two three");
      await two.say("See you at 5");
      await two.received(3);
      assert.equal((await two.answers()).length, 1);
      assert.match((await two.answers())[0]!, /leave phone numbers/);
      assert.deepEqual(await two.leaks(), { warned: 2, redacted: 0, blocked: 0 });
    });

    await t.step("redact: relays the rest, and shows no more than that", async () => {
      const two = await people("redact");
      await two.say("Call ４１５-555-0123 or ana at example dot com 👋");
      assert.deepEqual(await two.received(1), ["Call *** or *** 👋"]);
      assert.deepEqual((await two.list()).map(({ body }) => body), ["Call *** or *** 👋"]);
      assert.deepEqual(await two.answers(), []);
      assert.deepEqual(await two.leaks(), { warned: 0, redacted: 1, blocked: 0 });
    });

    await t.step(
      "block: relays nothing of it, keeps nothing of it, tells the sender once a day",
      async () => {
        const two = await people("block");
        await two.say("insta: ana_rides");
        await until("the sender is told", async () => (await two.answers()).length === 1);
        await two.say("https://t.me/ana_rides");
        await two.say("See you at 5");
        assert.deepEqual(await two.received(1), ["See you at 5"]);
        assert.match((await two.answers())[0]!, /not delivered/);
        assert.equal((await two.answers()).length, 1);
        assert.deepEqual(
          (await two.list()).filter(({ outcome }) => outcome === "blocked").map(({ body }) => body),
          [null, null],
        );
        assert.deepEqual(await two.leaks(), { warned: 0, redacted: 0, blocked: 2 });
      },
    );

    await t.step("finds a number that is split over two texts in the second", async () => {
      const redacted = await people("redact");
      await redacted.say("it is 415 555");
      await redacted.received(1);
      await redacted.say("0123 ok?");
      assert.deepEqual(await redacted.received(2), ["it is 415 555", "*** ok?"]);

      const blocked = await people("block");
      await blocked.say("41555");
      await blocked.received(1);
      await blocked.say("50123");
      await blocked.say("50123");
      await until("both are blocked", async () => (await blocked.leaks()).blocked === 2);
      assert.deepEqual(await blocked.received(1), ["41555"]);
    });

    await t.step(
      "judges what a signed-in participant posts, and nothing that the app says",
      async () => {
        const [ana, ben] = [await stack.signIn(0), await stack.signIn(1)];
        const created = await service("POST", "/masking/conversations", {
          participants: [{ user_id: ana.id }, { user_id: ben.id }],
          leak_policy: "redact",
        });
        const path = `/masking/conversations/${(await created.json()).id}/messages`;
        const { error } = await ana.client.functions.invoke(path.slice(1), {
          body: { body: "415-555-0123" },
        });
        assert.equal(error, null);
        assert.equal((await stack.arrivals(ben.phone, 1))[0]!.body, "***");
        await service("POST", path, { body: "The shop: 415-555-0123" });
        assert.equal((await stack.arrivals(ben.phone, 2))[1]!.body, "The shop: 415-555-0123");
      },
    );

    await t.step("is switched by the service for the texts that follow", async () => {
      const two = await people("block");
      const change = async (leak_policy: string) => {
        const response = await service("PATCH", `/masking/conversations/${two.id}`, {
          leak_policy,
        });
        return [response.status, (await response.json()).leak_policy];
      };
      assert.deepEqual(await change("allow"), [200, "allow"]);
      await two.say("415-555-0123");
      assert.deepEqual(await two.received(1), ["415-555-0123"]);
      assert.equal((await change("forbid"))[0], 400);
    });

    await t.step("counts a repeated webhook once", async () => {
      const two = await people("block");
      const text: [string, string][] = [
        ["MessageSid", "SMrepeated"],
        ["From", two.from],
        [
          "To",
          two.proxy,
        ],
        ["Body", "wa.me/14155550123"],
        ["NumMedia", "0"],
      ];
      const answers = await Promise.all([1, 2, 3, 4].map(() => stack.webhook(text)));
      for (const answer of answers) assert.equal(await answer.text(), "<Response/>");
      await until("it is blocked", async () => (await two.leaks()).blocked === 1);
      await (await stack.webhook(text)).body?.cancel();
      await sweep();
      assert.deepEqual([await two.received(0), await two.leaks()], [[], {
        warned: 0,
        redacted: 0,
        blocked: 1,
      }]);
    });

    const killWhileJudging = async (body: string, verdictIsKept: boolean) => {
      const two = await people("redact");
      const verdict = { table: "sms_messages", column: "leak_guard", by: "settle_guard" };
      await killDuringUpdate(stack, verdict, verdictIsKept, () => two.say(body));
      assert.deepEqual(await two.received(0), []);
      assert.deepEqual((await two.list()).map((message) => message.body), [
        verdictIsKept ? "***, ok?" : null,
      ]);

      await sql`update public.sms_forwards set lease_expires_at = now() where status = 'sending'`;
      assert.equal((await sweep()).resent, 1);
      assert.deepEqual(await two.received(1), ["***, ok?"]);
      assert.deepEqual(await two.leaks(), { warned: 0, redacted: 1, blocked: 0 });
    };
    await t.step(
      "lets nothing through when its function is killed before the verdict",
      () => killWhileJudging("415-555-0123, ok?", false),
    );
    await t.step(
      "nor when it is killed after the verdict",
      () => killWhileJudging("415 555 0123, ok?", true),
    );
  } finally {
    await stack.stop();
  }
});

Deno.test("The leak guard keeps no text longer than any other", async () => {
  const stack = await startTestStack({ BODY_RETENTION_DAYS: "0" });
  const { service, sql } = stack;
  try {
    const created = await service("POST", "/masking/conversations", {
      participants: [{ phone: "+14155550130" }, { phone: "+14155550131" }],
      leak_policy: "redact",
    });
    const { participants } = await created.json();
    await stack.text("+14155550130", participants[0].proxy_number, "415-555-0123, ok?");
    const [message] = await stack.arrivals("+14155550131", 1);
    assert.equal(message!.body, "***, ok?");
    await until("the text is gone", async () => {
      const kept = await sql`select 1 from public.sms_messages where body_encrypted is not null`;
      return kept.length === 0;
    });
  } finally {
    await stack.stop();
  }
});
