import assert from "node:assert/strict";
import { freePort } from "../../../local/process/free_port.ts";
import { until } from "../../../local/process/until.ts";
import { startSimulator } from "../../../local/simulator/start_simulator.ts";
import { createTwilioCarrier } from "../../functions/_shared/carrier/twilio/create_twilio_carrier.ts";
import { createTwilioVoice } from "../../functions/_shared/carrier/twilio/create_twilio_voice.ts";
import { signForm } from "../support/sign_form.ts";
import { simulatedCalls } from "../support/simulated_calls.ts";

const [ANA, NUMBER] = ["+14155550101", "+14155550110"] as const;

Deno.test("Twilio's adapter for calls on the simulator", async (t) => {
  const accountSid = `AC${crypto.randomUUID().replaceAll("-", "")}`;
  const authToken = crypto.randomUUID();
  const simulator = await startSimulator({ port: 0, accountSid, authToken });
  const app = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () =>
      new Response("<Response><Dial><Conference>room</Conference></Dial></Response>", {
        headers: { "content-type": "text/xml" },
      }),
  );
  const settings = {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_BASE_URL: simulator.url,
  };
  const voice = createTwilioVoice(settings, 1_000);
  const unreachable = createTwilioVoice({
    ...settings,
    TWILIO_API_BASE_URL: `http://127.0.0.1:${freePort()}`,
  });
  const wrongCredentials = createTwilioVoice({ ...settings, TWILIO_AUTH_TOKEN: "wrong" });
  const phones = simulatedCalls(simulator.url);
  const url = `http://127.0.0.1:${app.addr.port}/`;
  const leg = {
    to: ANA as string,
    from: NUMBER as string,
    answeredUrl: url,
    statusUrl: url,
    ringSeconds: 5,
    maxSeconds: 60,
  };
  const fail = async (faults: Record<string, number>) =>
    await (await fetch(`${simulator.url}/simulator/faults`, {
      method: "PUT",
      body: JSON.stringify(faults),
    })).body?.cancel();
  try {
    const registered = await fetch(
      `${simulator.url}/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`,
      {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
        body: new URLSearchParams({ PhoneNumber: NUMBER, VoiceUrl: url }),
      },
    );
    await registered.body?.cancel();
    await phones.behave(ANA, { on_call: "answer" });

    await t.step(
      "ring() rings, redirect() and hangUp() change the call, findCall() follows it",
      async () => {
        const rung = await voice.ring(leg);
        assert.equal(rung.kind, "accepted");
        const sid = rung.kind === "accepted" ? rung.sid : "";
        await until(
          "the call is answered",
          async () => (await voice.findCall({ sid }))?.status === "in_progress",
        );
        await voice.redirect(sid, url);
        await voice.hangUp(sid);
        const found = await voice.findCall({ sid });
        assert.deepEqual([found!.sid, found!.status, typeof found!.durationSeconds], [
          sid,
          "completed",
          "number",
        ]);
        await assert.rejects(voice.hangUp(sid));
        await assert.rejects(voice.redirect(sid, url));
      },
    );

    await t.step("ring() tells what was refused from what may be ringing", async () => {
      assert.deepEqual(await voice.ring({ ...leg, to: "+1" }), { kind: "refused", code: "21211" });
      assert.deepEqual(await voice.ring({ ...leg, from: ANA }), { kind: "refused", code: "21210" });
      assert.equal((await wrongCredentials.ring(leg)).kind, "refused");
      assert.equal((await unreachable.ring(leg)).kind, "refused");
      await fail({ rate_limit: 1 });
      assert.equal((await voice.ring(leg)).kind, "refused");
      await fail({ accept_then_error: 1 });
      assert.equal((await voice.ring(leg)).kind, "unknown");
      await fail({});
    });

    await t.step(
      "what is not there is null; a carrier that cannot be asked is an error",
      async () => {
        assert.equal(await voice.findCall({ sid: "CAnone" }), null);
        assert.equal(await voice.findCall({ parentSid: "CAnone" }), null);
        assert.equal(await voice.fetchRecording("REnone", "mp3"), null);
        for (const other of [unreachable, wrongCredentials]) {
          await assert.rejects(other.findCall({ sid: "CAnone" }));
          await assert.rejects(other.findCall({ parentSid: "CAnone" }));
          await assert.rejects(other.fetchRecording("REnone", "mp3"));
        }
      },
    );

    await t.step("the records of calls are found and deleted as copies", async () => {
      const carrier = createTwilioCarrier(settings, 1_000);
      const copies = await carrier.findCopies(ANA);
      assert.ok(
        copies.length >= 2 && copies.every(({ from, to }) => from === NUMBER && to === ANA),
      );
      for (const { sid } of copies) {
        await voice.hangUp(sid).catch(() => {});
        await until("the record is deleted", () => carrier.deleteMessage(sid));
      }
      assert.deepEqual(await carrier.findCopies(ANA), []);
    });

    await t.step("readCall() reads what Twilio signed, and nothing else", async () => {
      const signedUrl = "https://project.example.com/functions/v1/voice-webhook/status?call=1";
      const params: [string, string][] = [
        ["CallSid", "CA1"],
        ["From", ANA],
        ["To", NUMBER],
        ["CallStatus", "busy"],
        ["NewParameter", "unknown"],
      ];
      const { body, signature } = signForm(authToken, signedUrl, params);
      const signedBy = (value: string) => new Headers({ "x-twilio-signature": value });
      const request = { url: signedUrl, body, headers: signedBy(signature) };
      const read = await voice.readCall(request);
      assert.deepEqual([read?.sid, read?.status, read?.from], ["CA1", "busy", ANA]);
      for (
        const forged of [
          { ...request, headers: new Headers() },
          { ...request, headers: signedBy(signature.toLowerCase()) },
          { ...request, url: signedUrl.replace("call=1", "call=2") },
          { ...request, body: `${request.body}&Digits=1` },
        ]
      ) {
        assert.equal(await voice.readCall(forged), null);
      }
    });
  } finally {
    await simulator.stop();
    await app.shutdown();
  }
});
