import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN, CYD] = ["+14155550151", "+14155550152", "+14155550153"] as const;
const TOLD = /This call is recorded.*do not agree.*hang up/;

Deno.test("Calls between two are recorded where that is on, once both were told", async (t) => {
  const stack = await startTestStack({ RECORDING_DAYS: "3", VOICEMAIL_DAYS: "3" });
  const { service, sql, phones, status } = stack;
  const json = async (response: Promise<Response>) => await (await response).json();
  const converse = async (more: Record<string, unknown> = {}, people: string[] = [ANA, BEN]) => {
    const { id, participants } = await json(service("POST", "/masking/conversations", {
      participants: people.map((phone, n) => ({ phone, label: ["Ana", "Ben", "Cyd"][n]! })),
      mode: "voice",
      ...more,
    }));
    return { id: id as string, participants, a: participants[0].proxy_number as string };
  };
  const close = (id: string) => service("DELETE", `/masking/conversations/${id}`);
  /** Ana calls, Ben takes the call, and hangs up. */
  const talk = async (proxy: string) => {
    await phones.behave(BEN, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
    const sid = await phones.place(ANA, proxy);
    return await phones.ended(ANA, sid);
  };
  const newest = async (id: string) =>
    (await json(service("GET", `/masking/conversations/${id}/calls`))).calls[0];
  const recorded = (id: string) =>
    until("the carrier tells of the recording", async () => {
      const call = await newest(id);
      return call.recording ? call : null;
    });
  const link = (id: string, callId: string) =>
    service("GET", `/masking/conversations/${id}/calls/${callId}/recording`);
  const open = async (url: string) => {
    const response = await fetch(url);
    return [response.status, await response.text()] as const;
  };
  const sweep = () => json(service("POST", "/expire-conversations"));
  const atTheCarrier = async (sid: string) => {
    const account = `${status.twilio_account_sid}:${status.twilio_auth_token}`;
    const response = await fetch(
      `${status.simulator_url}/2010-04-01/Accounts/${status.twilio_account_sid}/Recordings/${sid}.mp3`,
      { headers: { authorization: `Basic ${btoa(account)}` } },
    );
    await response.body?.cancel();
    return response.status;
  };
  const sidOf = async (id: string) =>
    (await sql`
      select recording_sid from public.phone_calls where conversation_id = ${id} and recording_sid is not null`)[
      0
    ]!.recording_sid as string;
  const audited = async (action: string) =>
    (await sql`select count(*)::int from public.access_audit where action = ${action}`)[0]!.count;
  const twiml = async (from: string, to: string) =>
    await (await stack.webhook(
      [["CallSid", `CA${crypto.randomUUID()}`], ["From", from], ["To", to], [
        "CallStatus",
        "ringing",
      ]],
      { path: "/voice-webhook" },
    )).text();

  try {
    await t.step("a conversation that did not ask for it is not recorded", async () => {
      const { id, a } = await converse();
      assert.match(await twiml(ANA, a), /<Dial (?!.*[Rr]ecord)/);
      const call = await talk(a);
      assert.deepEqual(call.connected_to, [BEN]);
      assert.doesNotMatch(call.heard.join(), TOLD);
      assert.doesNotMatch((await phones.calls(BEN)).at(-1)!.heard.join(), TOLD);
      assert.equal((await newest(id)).recording, null);
      await close(id);
    });

    let made = { id: "", callId: "", url: "", sid: "" };
    await t.step(
      "both are told before they are connected, and pressing 1 is to agree",
      async () => {
        const { id, a } = await converse({ record_calls: true });
        await phones.behave(BEN, { on_call: "ring" });
        const sid = await phones.place(ANA, a);
        const rung = await phones.seen(BEN, "rings", (call) => call.status === "ringing");
        const caller = (await phones.calls(ANA)).at(-1)!;
        assert.match(caller.heard.join(), TOLD);
        assert.deepEqual(caller.connected_to, []);
        await phones.act(BEN, rung.sid, "answer");
        const asked = await phones.seen(BEN, "is asked", ({ heard }) => heard.length > 0);
        assert.match(asked.heard.join(), /call from Ana\. This call is recorded.*Press 1/);
        assert.deepEqual(asked.connected_to, []);
        await phones.act(BEN, rung.sid, "digits", "1");
        await phones.seen(ANA, "is connected", (call) => call.connected_to.includes(BEN));
        await phones.act(ANA, sid, "hang_up");
        const call = await recorded(id);
        assert.equal(call.recording.seconds, 3);
        assert.ok(Date.parse(call.recording.expires_at) > Date.now() + 2 * 86_400_000);
        made = { ...made, id, callId: call.id, sid: await sidOf(id) };
      },
    );

    await t.step("the service gets a link, and each access is audited", async () => {
      const { jwt } = await stack.signIn(0);
      const path = `/masking/conversations/${made.id}/calls/${made.callId}/recording`;
      const asUser = await stack.call("GET", path, undefined, { authorization: `Bearer ${jwt}` });
      assert.equal(asUser.status, 403);
      await asUser.body?.cancel();
      const answer = await link(made.id, made.callId);
      assert.equal(answer.status, 200);
      const { url } = await answer.json();
      assert.ok(url.startsWith(stack.functionsUrl), url);
      assert.equal(url.includes(made.sid), false);
      assert.deepEqual(await open(url), [200, `audio of ${made.sid}`]);
      assert.equal((await open(url.slice(0, -1)))[0], 404);
      assert.deepEqual([await audited("link_recording"), await audited("open_recording")], [1, 1]);
      for (const [id, callId] of [[made.id, crypto.randomUUID()], [made.id, made.id]] as const) {
        assert.equal((await json(link(id, callId))).code, "recording_not_found");
      }
      assert.equal(
        (await json(link(crypto.randomUUID(), made.callId))).code,
        "conversation_not_found",
      );
      made = { ...made, url };
    });

    await t.step("the one for whom the app calls is told too", async () => {
      await phones.behave(ANA, { on_call: "answer", digits: "1" });
      await phones.behave(BEN, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
      const { participants } = await json(service("GET", `/masking/conversations/${made.id}`));
      await service("POST", `/masking/conversations/${made.id}/calls`, {
        participant_id: participants[0].id,
      });
      const call = await phones.seen(ANA, "was connected", (one) => one.connected_to.length > 0);
      assert.match(call.heard.join(), TOLD);
      assert.match((await phones.calls(BEN)).at(-1)!.heard.join(), TOLD);
      await recorded(made.id);
    });

    await t.step("who does not press 1 is not kept, and can be left a voicemail", async () => {
      const { id, a } = await converse({ record_calls: true, mode: "message_and_voice" });
      await phones.behave(BEN, { on_call: "answer", digits: "2" });
      const sid = await phones.place(ANA, a);
      await phones.seen(ANA, "hears the tone", ({ heard }) => heard.includes("(beep)"));
      await phones.act(ANA, sid, "digits", "#");
      await phones.ended(ANA, sid);
      await stack.arrivals(BEN, 1);
      await until(
        "what was asked is to be deleted",
        async () =>
          (await sql`select from public.carrier_deletions where provider_sid like 'RE%'`).length ===
            1,
      );
      const call = await newest(id);
      assert.deepEqual([call.recording, call.voicemail.seconds], [null, 3]);
      assert.equal((await link(id, call.id)).status, 200);
      assert.equal(await audited("link_voicemail"), 1);
      assert.equal((await sweep()).deleted, 1);
      await close(id);
    });

    await t.step("when its time is up it opens no more and is deleted at the carrier", async () => {
      assert.equal(await atTheCarrier(made.sid), 200);
      await sql`update public.phone_calls set recording_expires_at = now() where recording_sid = ${made.sid}`;
      assert.equal((await open(made.url))[0], 404);
      assert.equal((await json(link(made.id, made.callId))).code, "recording_not_found");
      const swept = await sweep();
      assert.deepEqual([swept.recordings_expired, swept.deleted], [1, 1]);
      assert.equal(await atTheCarrier(made.sid), 404);
    });

    await t.step("an erasure deletes the person's recordings", async () => {
      const sid = await sidOf(made.id);
      assert.equal(await atTheCarrier(sid), 200);
      assert.equal((await service("POST", "/masking/people/erase", { phone: BEN })).status, 200);
      assert.equal((await newest(made.id)).recording, null);
      await sweep();
      assert.equal(await atTheCarrier(sid), 404);
    });

    await t.step("a group is not recorded", async () => {
      const { a } = await converse({ record_calls: true }, [ANA, BEN, CYD]);
      assert.doesNotMatch(await twiml(ANA, a), /[Rr]ecord/);
    });

    await t.step("it can be switched by the conversation", async () => {
      const { id, a } = await converse({ language: "de-DE" }, [ANA, CYD]);
      const path = `/masking/conversations/${id}`;
      assert.equal((await json(service("PATCH", path, { record_calls: true }))).record_calls, true);
      assert.match(await twiml(ANA, a), /wird aufgezeichnet.*<Dial .*record="record-from-answer/);
      assert.equal(
        (await json(service("PATCH", path, { record_calls: false }))).record_calls,
        false,
      );
      assert.doesNotMatch(await twiml(ANA, a), /[Rr]ecord/);
      await service("PATCH", path, { record_calls: true });

      await stack.stack.functions.deploy({ RECORDING_DAYS: "" });
      assert.doesNotMatch(await twiml(ANA, a), /[Rr]ecord|aufgezeichnet/);
      const refused = await service("PATCH", path, { record_calls: true });
      assert.equal(refused.status, 400);
      const problem = await refused.json();
      assert.deepEqual([problem.code, problem.errors[0].path], [
        "validation_failed",
        "record_calls",
      ]);
      const body = { participants: [{ phone: ANA }, { phone: CYD }], record_calls: true };
      const created = await json(service("POST", "/masking/conversations", body));
      assert.equal(created.errors[0].path, "record_calls");
      assert.equal((await service("PATCH", path, { record_calls: false })).status, 200);
    });
    await phones.expectNoLeaks();
  } finally {
    await stack.stop();
  }
});
