import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN, ANAS_OFFICE, EVE] = [
  "+14155550151",
  "+14155550152",
  "+14155550153",
  "+14155550159",
] as const;

Deno.test("PINs and voicemail", async (t) => {
  const stack = await startTestStack({ VOICEMAIL_DAYS: "3", VOICE_PIN_LENGTH: "5" });
  const { service, sql, phones, status } = stack;
  /** Ana calls, hears the tone, and leaves a message; what she heard. */
  const leaveMessage = async (number: string) => {
    const sid = await phones.place(ANA, number);
    await phones.seen(ANA, "hears the tone", ({ heard }) => heard.includes("(beep)"));
    await phones.act(ANA, sid, "digits", "#");
    return (await phones.ended(ANA, sid)).heard.join(" ");
  };
  try {
    const made = await service("POST", "/masking/conversations", {
      participants: [{ phone: ANA, label: "Ana" }, { phone: BEN }],
      mode: "message_and_voice",
    });
    const { id, participants } = await made.json();
    const [a, b] = participants.map((p: { proxy_number: string }) => p.proxy_number);
    const pinPath = `/masking/conversations/${id}/participants/${participants[0].id}/pin`;
    let pin = "";

    await t.step("a PIN is drawn for one participant and shown once", async () => {
      const created = await service("POST", pinPath);
      assert.equal(created.status, 201);
      ({ pin } = await created.json());
      assert.match(pin, /^[0-9]{5}$/);
      const [row] =
        await sql`select pin_hash from public.phone_conversation_participants where pin_hash is not null`;
      assert.ok(row!.pin_hash.length > 40 && !row!.pin_hash.includes(pin));
      const nobody = pinPath.replace(participants[0].id, crypto.randomUUID());
      assert.equal((await service("POST", nobody)).status, 404);
      const { jwt } = await stack.signIn(0);
      assert.equal(
        (await stack.call("POST", pinPath, undefined, { authorization: `Bearer ${jwt}` })).status,
        404,
      );
    });

    await t.step(
      "who calls from another phone is let in with it, also with a withheld number",
      async () => {
        await phones.behave(BEN, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
        for (const withheld of [false, true]) {
          const sid = await phones.place(ANAS_OFFICE, a, { withheld });
          await phones.seen(
            ANAS_OFFICE,
            "is asked",
            ({ heard }) => /enter your PIN/.test(heard.join()),
          );
          await phones.act(ANAS_OFFICE, sid, "digits", `${pin}#`);
          assert.deepEqual((await phones.ended(ANAS_OFFICE, sid)).connected_to, [BEN]);
          const rung = (await phones.calls(BEN)).at(-1)!;
          assert.equal(rung.from, b);
          assert.match(rung.heard[0]!, /call from Ana/);
        }
      },
    );

    await t.step("tries are limited, for a phone and for those who withhold", async () => {
      const before = (await phones.calls(BEN)).length;
      const wrong = pin === "00000" ? "11111" : "00000";
      await phones.behave(EVE, { on_call: "answer", digits: wrong });
      const call = await phones.ended(EVE, await phones.place(EVE, a));
      assert.equal(call.heard.filter((text) => text.includes("not known")).length, 5);
      assert.match(call.heard.at(-1)!, /too many/);
      await phones.behave(EVE, { on_call: "answer", digits: pin });
      const right = await phones.ended(EVE, await phones.place(EVE, a));
      assert.match(right.heard.at(-1)!, /too many/);
      assert.equal((await phones.calls(BEN)).length, before);

      await phones.behave(EVE, { on_call: "answer", digits: wrong });
      const hidden = await phones.ended(EVE, await phones.place(EVE, a, { withheld: true }));
      // Ana's own try was right, and so does not count.
      assert.equal(hidden.heard.filter((text) => text.includes("not known")).length, 5);
    });

    await t.step("where it is required it is asked for on a known phone as well", async () => {
      await sql`delete from public.rate_limits`;
      const path = `/masking/conversations/${id}`;
      const changed = await service("PATCH", path, { pin_required: true });
      assert.equal((await changed.json()).pin_required, true);
      const before = (await phones.calls(BEN)).length;
      await phones.behave(ANA, { on_call: "answer", digits: pin === "00000" ? "11111" : "00000" });
      const forged = await phones.ended(ANA, await phones.place(ANA, a));
      assert.match(forged.heard.join(), /enter your PIN.*not known/);
      assert.equal((await phones.calls(BEN)).length, before);

      await sql`delete from public.rate_limits`;
      await phones.behave(ANA, { on_call: "answer", digits: pin });
      // More often than anybody may be wrong.
      for (let n = 0; n < 6; n++) {
        const call = await phones.ended(ANA, await phones.place(ANA, a));
        assert.deepEqual(call.connected_to, [BEN]);
      }
      await service("PATCH", path, { pin_required: false });
      await phones.behave(ANA, { on_call: "answer" });
    });

    await t.step("without a PIN nobody is asked for one", async () => {
      assert.equal((await service("DELETE", pinPath)).status, 204);
      const call = await phones.ended(EVE, await phones.place(EVE, a));
      assert.match(call.heard.join(), /not in use/);
    });

    let link = "";
    await t.step(
      "a caller who reaches nobody agrees, and leaves a message behind a link",
      async () => {
        await phones.behave(BEN, { on_call: "no_answer" });
        assert.match(
          await leaveMessage(a),
          /is recorded and passed on.*do not agree.*hang up.*\(beep\).*Thank you/,
        );
        const [text] = await stack.arrivals(BEN, 1);
        assert.equal(text!.from, b);
        link = /https?:\S+/.exec(text!.body)![0];

        const audio = await fetch(link);
        assert.deepEqual([audio.status, audio.headers.get("content-type")], [200, "audio/mpeg"]);
        assert.match(await audio.text(), /^audio of RE/);
        const wav = await fetch(`${link}&format=wav`);
        assert.deepEqual([wav.status, wav.headers.get("content-type")], [200, "audio/x-wav"]);
        await wav.body!.cancel();
        const { calls } = await (await service("POST", "/masking/people/export", { phone: BEN }))
          .json();
        assert.deepEqual(
          calls.map((call: { recording: { kind: string; url: string } | null }) =>
            call.recording && [call.recording.kind, call.recording.url]
          ).at(-1),
          ["voicemail", link],
        );
        const [audit] =
          await sql`select count(*)::int from public.access_audit where action = 'open_voicemail'`;
        assert.equal(audit!.count, 2);
      },
    );

    await t.step(
      "a changed or expired link opens nothing, and the recording is deleted",
      async () => {
        const open = async (url: string) => {
          const response = await fetch(url);
          await response.body?.cancel();
          return response.status;
        };
        assert.equal(await open(link.slice(0, -1)), 404);
        assert.equal(await open(link.replace(/call=[^&]+/, `call=${crypto.randomUUID()}`)), 404);
        assert.equal(await open(`${stack.functionsUrl}/voice-webhook/voicemail`), 404);
        await sql`update public.phone_calls set recording_expires_at = now() where recording_sid is not null`;
        assert.equal(await open(link), 404);
        const swept = await (await service("POST", "/expire-conversations")).json();
        assert.deepEqual([swept.recordings_expired, swept.deleted], [1, 1]);
        const left = await fetch(
          `${status.simulator_url}/2010-04-01/Accounts/${status.twilio_account_sid}/Recordings/x.mp3`,
          {
            headers: {
              authorization: `Basic ${
                btoa(`${status.twilio_account_sid}:${status.twilio_auth_token}`)
              }`,
            },
          },
        );
        assert.equal(left.status, 404);
        await left.body?.cancel();
        assert.equal((await sql`select from public.carrier_deletions`).length, 0);
      },
    );

    await t.step("so does who finds the line busy, failed or not there at all", async () => {
      for (const on_call of ["busy", "fail", "unreachable"]) {
        await phones.behave(BEN, { on_call });
        const before = (await stack.arrived(BEN)).length;
        assert.match(await leaveMessage(a), /cannot be reached right now.*Thank you/);
        const text = (await stack.arrivals(BEN, before + 1)).at(-1)!;
        assert.equal((await fetch(/https?:\S+/.exec(text.body)![0])).status, 200, on_call);
        const [leg] = await sql`
          select status from public.phone_calls where recording_sid is not null order by created_at desc limit 1`;
        assert.equal(leg!.status, on_call === "busy" ? "busy" : "failed");
      }
    });

    await t.step("from a number that cannot text it is offered by the API alone", async () => {
      const number = status.pool.find((one) => one !== a && one !== b)!;
      const can = { sms: false, mms: false };
      await stack.capabilities(number, can);
      await (await service("POST", "/masking/pool/numbers", { numbers: [{ number, ...can }] }))
        .body?.cancel();
      const voice = await (await service("POST", "/masking/conversations", {
        participants: [ANA, BEN].map((phone) => ({ phone, proxy_number: number })),
        mode: "voice",
      })).json();
      await phones.behave(BEN, { on_call: "busy" });
      await leaveMessage(number);

      const calls = `/masking/conversations/${voice.id}/calls`;
      const left = await until("the message is there", async () => {
        const [call] = (await (await service("GET", calls)).json()).calls;
        return call.voicemail ? call : null;
      });
      assert.deepEqual([left.voicemail.seconds, left.recording], [3, null]);
      const { url } = await (await service("GET", `${calls}/${left.id}/recording`)).json();
      assert.match(await (await fetch(url)).text(), /^audio of RE/);

      const texts = await sql`select from public.sms_messages where conversation_id = ${voice.id}`;
      assert.equal(texts.length, 0);
      const [row] = await sql`
        select status, bad_code from public.phone_number_pool where number = ${number}`;
      assert.deepEqual({ ...row }, { status: "active", bad_code: null });
      assert.equal((await service("DELETE", `/masking/conversations/${voice.id}`)).status, 204);
    });

    await t.step("who hangs up before the tone leaves nothing", async () => {
      const before = (await stack.arrived(BEN)).length;
      await phones.behave(BEN, { on_call: "ring" });
      const sid = await phones.place(ANA, a);
      const rung = await phones.seen(BEN, "rings", (call) => call.status === "ringing");
      await phones.act(ANA, sid, "hang_up");
      assert.equal((await phones.ended(BEN, rung.sid)).status, "canceled");
      await until(
        "both ends are recorded",
        async () => (await sql`select from public.phone_calls where ended_at is null`).length === 0,
      );
      assert.equal((await stack.arrived(BEN)).length, before);
    });
  } finally {
    await stack.stop();
  }
});
