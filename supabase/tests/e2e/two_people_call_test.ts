import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const ANA = "+14155550151";
const BEN = "+14155550152";
const EVE = "+14155550159";

Deno.test("Two people call each other through masked numbers", async (t) => {
  const stack = await startTestStack();
  const { service, sql, phones } = stack;
  const converse = async (more: Record<string, unknown> = {}, people = [ANA, BEN]) => {
    const made = await service("POST", "/masking/conversations", {
      participants: people.map((phone, n) => ({ phone, label: n === 0 ? "Driver" : "Rider" })),
      mode: "message_and_voice",
      ...more,
    });
    assert.equal(made.status, 201);
    const conversation = await made.json();
    const [a, b] = conversation.participants.map((p: { proxy_number: string }) => p.proxy_number);
    return { id: conversation.id, participants: conversation.participants, a, b };
  };
  const statuses = async (conversationId: string) =>
    (await sql`select direction, outcome, status from public.phone_calls
      where conversation_id = ${conversationId} order by created_at, direction`).map((row) => ({
      ...row,
    }));
  const close = (id: string) => service("DELETE", `/masking/conversations/${id}`);
  try {
    await t.step("who presses 1 is connected, and sees only the mask", async () => {
      const { id, a, b } = await converse();
      const sid = await phones.place(ANA, a);
      const rung = await phones.seen(BEN, "rings", ({ status }) => status === "ringing");
      assert.deepEqual([rung.from, rung.direction], [b, "in"]);
      assert.deepEqual((await phones.seen(ANA, "rings", () => true)).connected_to, []);

      await phones.act(BEN, rung.sid, "answer");
      const asked = await phones.seen(BEN, "is asked", ({ heard }) => heard.length > 0);
      assert.match(asked.heard[0]!, /call from Driver.*[Pp]ress 1/);
      assert.deepEqual(asked.connected_to, []);
      await phones.act(BEN, rung.sid, "digits", "1");
      await phones.seen(ANA, "is connected", (call) => call.connected_to.includes(BEN));

      await phones.act(ANA, sid, "hang_up");
      assert.equal((await phones.ended(BEN, rung.sid)).status, "completed");
      await until(
        "both ends are recorded",
        async () => (await statuses(id)).every(({ status }) => status === "completed"),
      );
      assert.deepEqual(await statuses(id), [
        { direction: "inbound", outcome: "bridge", status: "completed" },
        { direction: "outbound", outcome: null, status: "completed" },
      ]);
      const { calls } = await (await service("GET", `/masking/conversations/${id}/calls`)).json();
      assert.deepEqual(
        calls.map((call: { legs: unknown[]; status: string }) => [call.status, call.legs.length]),
        [["completed", 1]],
      );
      assert.equal(JSON.stringify(calls).includes("+1"), false);
      await close(id);
    });

    await t.step("calling back reaches the caller", async () => {
      const { id, a, b } = await converse();
      await phones.behave(ANA, { on_call: "answer", digits: "1" });
      const sid = await phones.place(BEN, b);
      const call = await phones.seen(
        ANA,
        "is connected",
        (call) => call.direction === "in" && call.connected_to.includes(BEN),
      );
      assert.equal(call.from, a);
      await phones.act(BEN, sid, "hang_up");
      await phones.ended(BEN, sid);
      await close(id);
    });

    await t.step("who does not press 1, or is a machine, is not connected", async () => {
      const { id, a } = await converse();
      for (const digits of ["", "2"]) {
        await phones.behave(BEN, { on_call: "answer", digits });
        const call = await phones.ended(ANA, await phones.place(ANA, a));
        assert.deepEqual(call.connected_to, []);
        assert.match(call.heard.at(-1)!, /cannot be reached right now/);
        assert.deepEqual((await phones.calls(BEN)).at(-1)!.connected_to, []);
      }
      await until(
        "the calls are recorded",
        async () =>
          (await statuses(id)).filter(({ status }) => status === "no_answer").length === 2,
      );
      await close(id);
    });

    await t.step("busy, rejected and not answered calls end with a word", async () => {
      const { id, a } = await converse();
      for (
        const [on_call, status] of [["busy", "busy"], ["reject", "busy"], [
          "no_answer",
          "no_answer",
        ]] as const
      ) {
        await phones.behave(BEN, { on_call });
        const call = await phones.ended(ANA, await phones.place(ANA, a));
        assert.match(call.heard.at(-1)!, /cannot be reached right now/);
        await until(
          `the call is ${status}`,
          async () => (await statuses(id)).at(-1)!.status === status,
        );
      }
      await close(id);
    });

    await t.step("what connects nobody is spoken, and rings nowhere", async () => {
      await phones.behave(BEN, { on_call: "answer", digits: "1" });
      const rung = (await phones.calls(BEN)).length;
      const heard = async (from: string, to: string, more = {}) =>
        (await phones.ended(from, await phones.place(from, to, more))).heard.join(" ");

      const textsOnly = await converse({ mode: "message" });
      assert.match(await heard(ANA, textsOnly.a), /text messages only/);
      await close(textsOnly.id);
      assert.match(await heard(ANA, textsOnly.a), /has ended/);

      const { id, a, b } = await converse();
      assert.match(await heard(EVE, a), /not in use/);
      assert.match(await heard(ANA, a, { withheld: true }), /withheld number/);
      assert.match(
        await heard(stack.status.pool.find((number) => number !== b)!, b),
        /cannot be connected/,
      );
      await stack.text(BEN, b, "STOP");
      await until(
        "Ben has opted out",
        async () => (await sql`select from public.sms_opt_outs`).length === 1,
      );
      assert.match(await heard(ANA, a), /cannot be reached on this number/);
      await stack.text(BEN, b, "START");
      await until(
        "Ben is back",
        async () => (await sql`select from public.sms_opt_outs`).length === 0,
      );
      await sql`update public.phone_conversations set created_at = now() - interval '2 h', expires_at = now() - interval '1 s' where id = ${id}`;
      assert.match(await heard(ANA, a), /has ended/);
      await close(id);

      assert.equal((await phones.calls(BEN)).length, rung);
      const outcomes = await sql`select outcome, count(*)::int from public.phone_calls
        where outcome not in ('bridge') group by 1 order by 1`;
      assert.deepEqual(outcomes.map((row) => [row.outcome, row.count]), [
        ["anonymous", 1],
        ["blocked", 1],
        ["conversation_closed", 2],
        ["loop", 1],
        ["no_conversation", 1],
        ["opted_out", 1],
      ]);
    });

    await t.step("a conversation that ends while it rings connects nobody", async () => {
      const { id, a } = await converse();
      await phones.behave(BEN, { on_call: "ring" });
      const sid = await phones.place(ANA, a);
      const rung = await phones.seen(BEN, "rings", ({ status }) => status === "ringing");
      await close(id);
      await phones.act(BEN, rung.sid, "answer");
      assert.match((await phones.ended(BEN, rung.sid)).heard.join(), /has ended/);
      assert.deepEqual((await phones.ended(ANA, sid)).connected_to, []);
    });

    await t.step("the app's call rings whoever wants it first, then the other", async () => {
      const { id, a, b, participants } = await converse();
      await phones.behave(ANA, { on_call: "answer", digits: "1" });
      await phones.behave(BEN, { on_call: "answer", digits: "1", hang_up_after_ms: 10 });
      const before = (await phones.calls(BEN)).length;
      const started = await service("POST", `/masking/conversations/${id}/calls`, {
        participant_id: participants[0].id,
      }, { "idempotency-key": "one call" });
      assert.equal(started.status, 201);
      const again = await service("POST", `/masking/conversations/${id}/calls`, {
        participant_id: participants[0].id,
      }, { "idempotency-key": "one call" });
      assert.equal((await again.json()).id, (await started.json()).id);
      const call = await phones.seen(
        ANA,
        "was connected",
        (call) => call.connected_to.includes(BEN),
      );
      assert.equal(call.from, a);
      assert.equal((await phones.ended(ANA, call.sid)).status, "completed");
      const bens = await phones.calls(BEN);
      assert.deepEqual([bens.length, bens.at(-1)!.from], [before + 1, b]);

      const refused = async (path: string, body: unknown) => {
        const response = await service("POST", path, body);
        return [response.status, (await response.json()).code];
      };
      const calls = `/masking/conversations/${id}/calls`;
      assert.deepEqual(await refused(calls, { participant_id: crypto.randomUUID() }), [
        404,
        "participant_not_found",
      ]);
      await close(id);
      assert.deepEqual(await refused(calls, { participant_id: participants[0].id }), [
        409,
        "conversation_closed",
      ]);
    });

    await t.step("a user's call rings the user; other users find nothing to call", async () => {
      const ana = await stack.signIn(0);
      const ben = await stack.signIn(1);
      const made = await service("POST", "/masking/conversations", {
        participants: [{ user_id: ana.id }, { phone: EVE }],
        mode: "voice",
      });
      const { id } = await made.json();
      await phones.behave(ana.phone, { on_call: "busy" });
      const start = (jwt: string) =>
        stack.call("POST", `/masking/conversations/${id}/calls`, {}, {
          authorization: `Bearer ${jwt}`,
        });
      assert.equal((await start(ben.jwt)).status, 404);
      assert.equal((await start(ana.jwt)).status, 201);
      await until(
        "the call is recorded as busy",
        async () => (await statuses(id)).some(({ status }) => status === "busy"),
      );
    });

    await t.step("an erased person's calls are gone here and at the carrier", async () => {
      const [dan, fay] = ["+14155550161", "+14155550162"];
      const { id, a } = await converse({}, [dan, fay]);
      await phones.behave(fay, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
      assert.deepEqual((await phones.ended(dan, await phones.place(dan, a))).connected_to, [fay]);
      const { calls } = await (await service("POST", "/masking/people/export", { phone: fay }))
        .json();
      assert.deepEqual(calls.map((call: { conversation_id: string }) => call.conversation_id), [
        id,
      ]);
      const erased = await service("POST", "/masking/people/erase", { phone: fay });
      assert.equal((await erased.json()).erased.calls, 1);
      await until("the carrier has no record of it", async () => {
        await (await service("POST", "/expire-conversations")).body?.cancel();
        return (await phones.calls(fay)).length === 0;
      });
      assert.equal((await phones.calls(dan)).length, 1);
    });

    await t.step("forged, replayed and misdirected webhooks", async () => {
      const { id, a } = await converse();
      const params = (sid: string): [string, string][] => [
        ["CallSid", sid],
        ["From", ANA],
        ["To", a],
        ["CallStatus", "ringing"],
      ];
      const post = (options = {}, sid = "CAforged") =>
        stack.webhook(params(sid), { path: "/voice-webhook", ...options });
      const forged = await Promise.all([
        post({ token: "another" }),
        post({ signUrl: `${stack.functionsUrl}/voice-webhook/` }),
        post({ tamper: (request: { body: string }) => request.body += "&More=1" }),
        post({
          tamper: (request: { headers: Headers }) => request.headers.delete("x-twilio-signature"),
        }),
      ]);
      for (const response of forged) {
        assert.deepEqual([response.status, await response.text()], [403, ""]);
      }
      for (
        const path of [
          "/answered",
          "/accepted",
          "/dialed",
          "/pin",
          "/status",
          "/recorded",
          "/unreached",
        ]
      ) {
        const response = await post({ path: `/voice-webhook${path}?call=${id}`, token: "another" });
        assert.equal(response.status, 403, path);
        await response.body?.cancel();
      }
      assert.deepEqual(await statuses(id), []);

      const answers = [];
      for (let time = 0; time < 2; time++) answers.push(await (await post({}, "CAtwice")).text());
      assert.equal(answers[0], answers[1]);
      assert.equal((await statuses(id)).length, 2);
      assert.equal((await stack.call("GET", "/voice-webhook")).status, 405);
      assert.equal((await stack.call("POST", "/voice-webhook/nothing")).status, 404);
    });
  } finally {
    await stack.stop();
  }
});
