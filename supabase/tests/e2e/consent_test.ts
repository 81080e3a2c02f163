import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

const PRIVATE = "+14155550198";

Deno.test("Consent", async (t) => {
  const stack = await startTestStack();
  const { service, sql, status } = stack;
  let people = 100;
  const somebody = () => `+1646555${String(people++).padStart(4, "0")}`;
  const connect = async (...phones: string[]) =>
    await (await service("POST", "/masking/conversations", {
      participants: phones.map((phone) => ({ phone })),
    })).json() as { id: string; participants: { id: string; proxy_number: string }[] };
  const send = async (to: string) =>
    (await (await service("POST", "/send-sms", {
      action: "send",
      payload: { to, from: PRIVATE, body: "hello" },
    })).json()).code ?? "sent";
  const lookUp = async (phone: string) =>
    await (await service("POST", "/masking/opt-outs/lookup", { phone })).json();
  const optedOut = (phone: string) =>
    until("the person has opted out", async () => (await lookUp(phone)).opted_out);
  /** What becomes of a text that has no forward. */
  const report = (to: string, messageStatus: string, code: string) =>
    stack.webhook([
      ["MessageSid", `SM${crypto.randomUUID().replaceAll("-", "")}`],
      ["MessageStatus", messageStatus],
      ["ErrorCode", code],
      ["To", to],
      ["From", PRIVATE],
    ], { path: "/sms-webhook/status" });
  const lastSent = () =>
    sql<{ id: string; provider_sid: string }[]>`
      select id, provider_sid from public.sms_forwards where status = 'sent' order by position desc limit 1`;
  /** What becomes of one that has: a status without its recipient, as Twilio documents it. */
  const blocked = (forward: { id: string; provider_sid: string }) =>
    stack.webhook([
      ["MessageSid", forward.provider_sid],
      ["MessageStatus", "undelivered"],
      ["ErrorCode", "30004"],
    ], { path: `/sms-webhook/status?forward=${forward.id}` });
  /** The number at which the one whom the simulated carrier refuses is no stranger. */
  let held: string;
  try {
    await t.step("is withdrawn by every word for it, and by what the carrier hears", async () => {
      for (
        const word of [
          "STOP",
          " stopall ",
          "Unsubscribe",
          "END",
          "quit",
          "cancel",
          "revoke",
          "optout",
          "opt out",
          "OPT-OUT",
        ]
      ) {
        const phone = somebody();
        await stack.text(phone, status.pool[0]!, word);
        await optedOut(phone);
        assert.equal(await send(phone), "recipient_opted_out", word);
      }
      const phone = somebody();
      const hears = (body: string, optOutType: string) =>
        stack.webhook([
          ["MessageSid", `SM${crypto.randomUUID().replaceAll("-", "")}`],
          ["From", phone],
          ["To", status.pool[0]!],
          ["Body", body],
          ["OptOutType", optOutType],
        ]);
      await hears("arretez", "STOP");
      assert.equal((await lookUp(phone)).opted_out, true);
      await hears("STOP", "HELP");
      await hears("oui", "START");
      assert.equal((await lookUp(phone)).opted_out, false);
    });

    await t.step("is kept by words in a sentence", async () => {
      const [from, to] = [somebody(), somebody()];
      const { participants: [a] } = await connect(from, to);
      await stack.text(from, a!.proxy_number, "stop it");
      assert.equal((await stack.arrivals(to, 1))[0]!.body, "stop it");
    });

    await t.step(
      "is withdrawn for all texts when the carrier refuses one of send-sms for it",
      async () => {
        const [gone, friend] = ["+15005550004", somebody()];
        const { participants: [a, b] } = await connect(gone, friend);
        held = a!.proxy_number;
        assert.equal(await send(gone), "recipient_opted_out");
        assert.equal((await lookUp(gone)).source, "carrier");
        assert.match((await stack.arrivals(friend, 1))[0]!.body, /no longer be reached/);
        await stack.text(friend, b!.proxy_number, "hello?");
        await until(
          "the text is suppressed",
          async () =>
            (await sql`select 1 from public.sms_messages where outcome = 'opted_out'`).length > 0,
        );
        assert.equal(await send(gone), "recipient_opted_out");
        assert.equal((await stack.arrived(friend)).length, 1);
      },
    );

    await t.step("is withdrawn by a status of a text outside of conversations", async () => {
      for (const [state, code] of [["failed", "21610"], ["undelivered", "30004"]] as const) {
        const phone = somebody();
        assert.equal(await send(phone), "sent");
        const answer = await report(phone, state, code);
        assert.equal(answer.status, 204);
        assert.equal((await lookUp(phone)).source, "carrier", code);
        assert.equal(await send(phone), "recipient_opted_out");
      }
      const phone = somebody();
      await report(phone, "undelivered", "30003");
      assert.equal((await lookUp(phone)).opted_out, false);
    });

    await t.step("is withdrawn when the carrier refuses an automatic answer for it", async () => {
      const stranger = "+15005550004";
      await sql`delete from public.sms_opt_outs`;
      await stack.text(stranger, status.pool.find((number) => number !== held)!, "who is this?");
      await optedOut(stranger);
    });

    await t.step(
      "is withdrawn by a status of a forward, and the others are told of that alone",
      async () => {
        const [from, to] = [somebody(), somebody()];
        const { participants: [a] } = await connect(from, to);
        await stack.faults({ lose_status: 1 });
        await stack.text(from, a!.proxy_number, "hello?");
        await stack.arrivals(to, 1);
        const forward = await until("it is sent", async () => (await lastSent())[0]);
        await blocked(forward);
        await blocked(forward);
        await stack.faults({});
        assert.match((await stack.arrivals(from, 1))[0]!.body, /no longer be reached/);
        assert.equal((await lookUp(to)).source, "carrier");
        assert.equal((await stack.arrived(from)).length, 1);
      },
    );

    await t.step("is withdrawn for the phone that was texted, not for its successor", async () => {
      const [from, old, successor] = [somebody(), somebody(), somebody()];
      const { id, participants: [a, b] } = await connect(from, old);
      await stack.faults({ lose_status: 1 });
      await stack.text(from, a!.proxy_number, "hello?");
      await stack.arrivals(old, 1);
      const forward = await until("it is sent", async () => (await lastSent())[0]);
      await service("PATCH", `/masking/conversations/${id}/participants/${b!.id}`, {
        phone: successor,
      });
      await blocked(forward);
      await stack.faults({});
      assert.equal((await lookUp(old)).source, "carrier");
      assert.equal((await lookUp(successor)).opted_out, false);
    });

    await t.step("is given again by whoever lifts an opt-out, which is written down", async () => {
      const phone = somebody();
      await stack.text(phone, status.pool[0]!, "opt out");
      await optedOut(phone);
      const { opt_outs, next_cursor } = await (await service("GET", "/masking/opt-outs?limit=1"))
        .json();
      const { id } = await lookUp(phone);
      assert.deepEqual([opt_outs.length, opt_outs[0].id, typeof next_cursor], [1, id, "string"]);
      assert.deepEqual(Object.keys(opt_outs[0]).toSorted(), ["id", "opted_out_at", "source"]);
      const more = await (await service("GET", `/masking/opt-outs?cursor=${next_cursor}`)).json();
      assert.ok(
        more.opt_outs.length > 0 && more.opt_outs.every((o: { id: string }) => o.id !== id),
      );

      const total = async () =>
        (await (await service("GET", "/masking/opt-outs/counts")).json()).total;
      const before = await total();
      const lift = () => service("DELETE", `/masking/opt-outs/${id}`);
      assert.equal((await lift()).status, 204);
      assert.equal(await total(), before - 1);
      assert.equal((await (await lift()).json()).code, "opt_out_not_found");
      assert.equal(await send(phone), "sent");
      const audit = await sql`
        select action, subject from public.access_audit where actor = 'service:default' order by id`;
      assert.deepEqual({ ...audit.at(-1)! }, { action: "lift_opt_out", subject: id });
      assert.ok(audit.some(({ action }) => action === "look_up_opt_out"));
    });

    await t.step("is for the service alone to look into", async () => {
      const ana = await stack.signIn(0);
      const user = { authorization: `Bearer ${ana.jwt}`, apikey: status.publishable_key };
      for (
        const [method, path, body] of [
          ["GET", "/masking/opt-outs"],
          ["POST", "/masking/opt-outs/lookup", { phone: "+14155550151" }],
          ["DELETE", `/masking/opt-outs/${crypto.randomUUID()}`],
          ["DELETE", `/masking/conversations/${crypto.randomUUID()}/block`],
          ["DELETE", `/masking/conversations/${crypto.randomUUID()}/freeze`],
        ] as const
      ) {
        const answer = await stack.call(method, path, body, user);
        assert.equal((await answer.json()).code, "forbidden", path);
      }
    });
  } finally {
    await stack.stop();
  }
});
