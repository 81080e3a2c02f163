import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

Deno.test("Somebody who has had enough", async (t) => {
  const stack = await startTestStack({ CONTROL_WORDS: "BLOCK,REPORT" });
  const { service, sql, status } = stack;
  const connect = async (...phones: string[]) =>
    await (await service("POST", "/masking/conversations", {
      participants: phones.map((phone) => ({ phone })),
    })).json();
  const get = async (id: string) =>
    await (await service("GET", `/masking/conversations/${id}`)).json();
  const code = async (response: Promise<Response>) => {
    const settled = await response;
    return settled.status === 204 ? 204 : (await settled.json()).code ?? "ok";
  };
  const heard = (outcome: string, count: number) =>
    until(
      `${count} texts are ${outcome}`,
      async () =>
        (await sql`select 1 from public.sms_messages where outcome = ${outcome}`).length === count,
    );
  try {
    await t.step("says BLOCK, is answered once, and the other is told as of an end", async () => {
      const [ana, ben] = ["+14155550151", "+14155550152"];
      const { id, participants: [a, b] } = await connect(ana, ben);
      assert.equal((await get(id)).blocked, false);
      const params: [string, string][] = [
        ["MessageSid", `SM${"b".repeat(32)}`],
        ["From", ana],
        ["To", a.proxy_number],
        ["Body", " Block "],
      ];
      for (let times = 0; times < 3; times++) {
        const answer = await stack.webhook(params);
        assert.deepEqual([answer.status, await answer.text()], [200, "<Response/>"]);
      }
      assert.match((await stack.arrivals(ana, 1))[0]!.body, /not be connected .* again/);
      assert.equal((await stack.arrivals(ben, 1))[0]!.body, "This conversation has ended.");

      const { status, closed_reason, blocked, reported_at } = await get(id);
      assert.deepEqual([status, closed_reason, blocked, reported_at], [
        "closed",
        "participant",
        true,
        null,
      ]);
      await stack.text(ana, a.proxy_number, "BLOCK");
      await heard("block", 2);
      await stack.text(ben, b.proxy_number, "why?");
      assert.match((await stack.arrivals(ben, 2))[1]!.body, /has ended. Your message was not/);
      assert.equal((await stack.arrived(ana)).length, 1);

      const again = () =>
        code(service("POST", "/masking/conversations", {
          participants: [{ phone: ben }, { phone: ana }],
        }));
      assert.equal(await again(), "people_blocked");
      const open = service("PATCH", `/masking/conversations/${id}`, { status: "active" });
      assert.equal(await code(open), "people_blocked");
      const lift = () => code(service("DELETE", `/masking/conversations/${id}/block`));
      assert.deepEqual([await lift(), await lift()], [204, "block_not_found"]);
      assert.equal(await again(), "ok");
    });

    await t.step(
      "says REPORT, and the texts are kept until somebody has looked at them",
      async () => {
        const [cyd, dan] = ["+14155550153", "+14155550154"];
        const { id, participants: [c, d] } = await connect(cyd, dan);
        await stack.text(dan, d.proxy_number, "something bad");
        await stack.arrivals(cyd, 1);
        await stack.text(cyd, c.proxy_number, "report");
        assert.match((await stack.arrivals(cyd, 2))[1]!.body, /was reported/);
        assert.equal((await stack.arrivals(dan, 1))[0]!.body, "This conversation has ended.");
        const { blocked, reported_at, frozen_at } = await get(id);
        assert.ok(blocked && reported_at && frozen_at);
        const thaw = () => code(service("DELETE", `/masking/conversations/${id}/freeze`));
        assert.deepEqual([await thaw(), await thaw()], [204, "freeze_not_found"]);
        assert.equal((await get(id)).frozen_at, null);
        const audit =
          await sql`select actor, action, subject from public.access_audit where subject = ${id}`;
        assert.deepEqual([...audit], [
          { actor: "service:default", action: "lift_freeze", subject: id },
        ]);
      },
    );

    await t.step("is nobody's business among the people themselves", async () => {
      const [ana, ben] = [await stack.signIn(0), await stack.signIn(1)];
      const made = await service("POST", "/masking/conversations", {
        participants: [{ user_id: ana.id }, { user_id: ben.id }],
      });
      const { id, participants: [a] } = await made.json();
      await stack.text(ana.phone, a.proxy_number, "REPORT");
      await heard("report", 2);
      const path = `/masking/conversations/${id}`;
      assert.match(await (await service("GET", `${path}/messages`)).text(), /"outcome":"report"/);
      for (const read of [path, "/masking/conversations", `${path}/messages`]) {
        const response = await stack.call("GET", read, undefined, {
          authorization: `Bearer ${ben.jwt}`,
          apikey: status.publishable_key,
        });
        assert.equal(/blocked|report|frozen/.test(await response.text()), false, read);
      }
    });
  } finally {
    await stack.stop();
  }
});

Deno.test("BLOCK is a word like any other where CONTROL_WORDS does not have it", async () => {
  const stack = await startTestStack();
  try {
    const [ana, ben] = ["+14155550151", "+14155550152"];
    const made = await stack.service("POST", "/masking/conversations", {
      participants: [{ phone: ana }, { phone: ben }],
    });
    const { participants: [a] } = await made.json();
    await stack.text(ana, a.proxy_number, "BLOCK");
    assert.equal((await stack.arrivals(ben, 1))[0]!.body, "BLOCK");
  } finally {
    await stack.stop();
  }
});
