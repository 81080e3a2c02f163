import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { plivoWords } from "../carrier/plivo_words.ts";
import { startTestStack } from "../support/test_stack.ts";

const PLIVO = { PLIVO_AUTH_ID: "MA0123456789ABCDEF01", PLIVO_AUTH_TOKEN: crypto.randomUUID() };
const [ANA, BEN, CARLA, DORA] = ["+14155550151", "+12125550152", "+14155550153", "+14155550156"];
const PLIVO_NUMBER = "+12125550160";

Deno.test("Numbers of two carriers", async (t) => {
  const stack = await startTestStack(PLIVO);
  const { service, sql, status } = stack;
  const carrier = (path: string, body?: unknown) =>
    fetch(`${status.simulator_url}/simulator${path}`, {
      method: body === undefined ? "GET" : "PUT",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const sweep = async () => await (await service("POST", "/expire-conversations")).json();
  const settled = (count: number) =>
    until(`${count} forwards are delivered`, async () => {
      const [row] = await sql`
        select count(*) as count from public.sms_forwards where status = 'delivered'`;
      return Number(row!.count) >= count;
    });
  const words = plivoWords(PLIVO.PLIVO_AUTH_TOKEN);
  const webhook = stack.functionsUrl + "/sms-webhook/plivo";
  const post = ({ url, headers, body }: { url: string; headers: Headers; body: string }) => {
    headers.set("content-type", "application/x-www-form-urlencoded");
    return fetch(url, { method: "POST", headers, body });
  };
  try {
    await (await carrier(`/plivo/numbers/${encodeURIComponent(PLIVO_NUMBER)}`, {
      message_url: webhook,
    })).body?.cancel();
    const imported = await service("POST", "/masking/pool/numbers", {
      numbers: [{ number: PLIVO_NUMBER, provider: "plivo", segments_per_second: 1_000 }],
    });
    assert.equal(imported.status, 201);

    await t.step("a number of a carrier without calls is lent for texts alone", async () => {
      assert.equal((await imported.json()).numbers[0].voice, false);
      const calling = await service("POST", "/masking/pool/numbers", {
        numbers: [{ number: PLIVO_NUMBER, provider: "plivo", voice: true }],
      });
      assert.equal(calling.status, 400);
      assert.deepEqual((await calling.json()).errors[0].path, "numbers.0.voice");
      const called = await service("POST", "/masking/conversations", {
        participants: [{ phone: "+12125550157" }, { phone: "+12125550158" }],
        mode: "message_and_voice",
        geo_match: "area_code",
      });
      assert.equal((await called.json()).code, "pool_exhausted");
    });

    const created = await service("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
      geo_match: "area_code",
    });
    assert.equal(created.status, 201);
    const [anas, bens] = (await created.json()).participants;

    await t.step("a conversation over both works both ways", async () => {
      assert.ok(anas.proxy_number.startsWith("+1415555"));
      assert.equal(bens.proxy_number, PLIVO_NUMBER);

      await stack.text(ANA, anas.proxy_number, "  Where are you? 👋 ");
      const [toBen] = await stack.arrivals(BEN, 1);
      assert.deepEqual([toBen!.from, toBen!.body], [PLIVO_NUMBER, "  Where are you? 👋 "]);
      await stack.text(BEN, bens.proxy_number, "Here ✓");
      const [toAna] = await stack.arrivals(ANA, 1);
      assert.deepEqual([toAna!.from, toAna!.body], [anas.proxy_number, "Here ✓"]);

      await settled(2);
      const ids = await sql`
        select m.provider_sid as message, f.provider_sid as forward
        from public.sms_forwards f join public.sms_messages m on m.id = f.message_id order by f.position`;
      assert.match(ids[0]!.message, /^SM/);
      assert.match(ids[0]!.forward, /^plivo:/);
      assert.match(ids[1]!.message, /^plivo:/);
      assert.match(ids[1]!.forward, /^SM/);
    });

    await t.step("webhooks that come twice, and statuses in any order, do no harm", async () => {
      await stack.faults({ repeat_webhook: 1, shuffle_status: true });
      await stack.text(BEN, bens.proxy_number, "once");
      await stack.text(ANA, anas.proxy_number, "once, too");
      await settled(4);
      await stack.faults({});
      await stack.idle();
      assert.equal((await stack.arrived(ANA)).length, 2);
      assert.equal((await stack.arrived(BEN)).length, 2);
    });

    await t.step("Plivo is answered as it wants it, and a bad signature with 403", async () => {
      const text = { id: crypto.randomUUID(), from: CARLA, to: PLIVO_NUMBER, body: "a stranger's" };
      const taken = await post(words.signedText(webhook, text, []));
      assert.equal(taken.status, 200);
      assert.match(taken.headers.get("content-type")!, /^application\/xml/);
      assert.equal(await taken.text(), "<Response/>");
      const told = await post(
        words.signedStatus(`${webhook}/status?forward=${crypto.randomUUID()}`, {
          id: "1",
          status: "delivered",
        }),
      );
      assert.deepEqual([told.status, await told.text()], [200, ""]);

      const count = async () =>
        Number((await sql`select count(*) as count from public.sms_messages`)[0]!.count);
      const before = await count();
      const others = plivoWords("another token");
      const request = words.signedText(webhook, { ...text, id: crypto.randomUUID() }, []);
      for (
        const forged of [
          others.signedText(webhook, { ...text, id: crypto.randomUUID() }, []),
          { ...request, headers: new Headers() },
          // What is signed for one path says nothing at another, nor does one carrier's signature for the other's.
          { ...request, url: `${webhook}/status` },
          { ...request, url: `${stack.functionsUrl}/sms-webhook` },
        ]
      ) {
        const refused = await post(forged);
        assert.deepEqual([refused.status, await refused.text()], [403, ""]);
      }
      const twilios = await stack.webhook([["MessageSid", "SM1"], ["From", ANA], ["To", BEN]], {
        path: "/sms-webhook/plivo",
      });
      assert.equal(twilios.status, 403);
      await twilios.body?.cancel();
      const get = await fetch(webhook);
      assert.equal(get.status, 405);
      await get.body?.cancel();
      assert.equal(await count(), before);
    });

    await t.step("what Plivo took without saying so is sent once", async () => {
      await stack.faults({ accept_then_error: 1 });
      await stack.text(ANA, anas.proxy_number, "taken all the same");
      await settled(5);
      await stack.faults({});
      assert.equal((await stack.arrived(BEN)).length, 3);
    });

    await t.step("a send whose fate nobody told is found at Plivo, not sent again", async () => {
      await stack.faults({ accept_then_error: 1, lose_status: 1 });
      await stack.text(ANA, anas.proxy_number, "found again");
      await stack.arrivals(BEN, 4);
      await until("it is unknown", async () => {
        const rows = await sql`select id from public.sms_forwards where status = 'unknown'`;
        return rows.length === 1;
      });
      await stack.faults({});
      await sql`update public.sms_forwards set next_attempt_at = now() where status = 'unknown'`;
      await sweep();
      const [forward] = await sql`
        select id, status, provider_sid from public.sms_forwards order by position desc limit 1`;
      assert.match(forward!.provider_sid, /^plivo:/);
      assert.equal((await stack.arrived(BEN)).length, 4);

      await sql`update public.sms_forwards set next_attempt_at = now() where id = ${forward!.id}`;
      assert.equal((await sweep()).asked, 1);
      await settled(6);
    });

    await t.step(
      "a text whose webhook was lost is told of, since Plivo keeps no words",
      async () => {
        await stack.faults({ lose_webhook: 1 });
        await stack.text(BEN, PLIVO_NUMBER, "nobody will read this");
        await stack.idle();
        await stack.faults({});
        assert.equal((await sweep()).recovered, 1);
        const texts = await stack.arrivals(ANA, 3);
        assert.equal(texts.at(-1)!.body, "(A message could not be delivered.)");
        assert.equal((await sweep()).recovered, 0);
      },
    );

    await t.step(
      "a number of a carrier that there is not, or that is not set, is refused",
      async () => {
        for (const provider of ["bandwidth", "", "Plivo", null]) {
          const refused = await service("POST", "/masking/pool/numbers", {
            numbers: [{ number: "+14155550161", provider }],
          });
          assert.equal(refused.status, 400);
          const { code, errors } = await refused.json();
          assert.deepEqual([code, errors[0].path], ["validation_failed", "numbers.0.provider"]);
          assert.match(errors[0].message, /twilio, plivo/);
        }
      },
    );

    await t.step(
      "a forward of a carrier that is not set waits, is counted, and goes once it is",
      async () => {
        await sql`update public.phone_number_pool set provider = 'bandwidth' where number = ${PLIVO_NUMBER}`;
        await stack.text(ANA, anas.proxy_number, "later");
        await until("it waits", async () => {
          const rows = await sql`
          select id from public.sms_forwards where status = 'queued' and error_code = 'CARRIER_NOT_CONFIGURED'`;
          return rows.length === 1;
        });
        const health = await (await service("GET", "/masking/health")).json();
        assert.deepEqual([health.queued, health.carrier_not_configured], [1, 1]);
        assert.ok(stack.logs.some((line) => line.includes("CARRIER_NOT_CONFIGURED")));

        await sql`update public.phone_number_pool set provider = 'plivo' where number = ${PLIVO_NUMBER}`;
        await sql`update public.sms_forwards set next_attempt_at = now() where status = 'queued'`;
        await sweep();
        assert.equal((await stack.arrivals(BEN, 5)).at(-1)!.body, "later");
        const after = await (await service("GET", "/masking/health")).json();
        assert.deepEqual([after.queued, after.carrier_not_configured], [0, 0]);
      },
    );

    await t.step("STOP to a number of Plivo's ends it, and so does Plivo's own block", async () => {
      await settled(8);
      await stack.text(BEN, PLIVO_NUMBER, "Stop");
      const texts = await stack.arrivals(ANA, 4);
      assert.match(texts.at(-1)!.body, /can no longer be reached/);

      // Somebody of whose STOP Plivo alone knows: it takes the text, and says in the status why it failed.
      const other = await service("POST", "/masking/conversations", {
        participants: [{ phone: CARLA }, { phone: "+12125550154" }],
        geo_match: "area_code",
      });
      const [carlas] = (await other.json()).participants;
      await stack.faults({ lose_webhook: 1 });
      await stack.text("+12125550154", PLIVO_NUMBER, "STOP");
      await stack.faults({});
      await stack.text(CARLA, carlas.proxy_number, "Are you there?");
      const told = (await stack.arrivals(CARLA, 2)).at(-1);
      assert.match(told!.body, /can no longer be reached/);
      const [row] = await sql`select count(*) as count from public.sms_opt_outs`;
      assert.equal(Number(row!.count), 2);
    });

    await t.step("what Plivo keeps of an erased person waits until Plivo drops it", async () => {
      const erased = await service("POST", "/masking/people/erase", { phone: BEN });
      assert.equal(erased.status, 200);
      assert.ok((await erased.json()).carrier_deletions_queued > 0);
      const waiting = async () =>
        (await (await service("GET", "/masking/health")).json()).carrier_deletions_waiting;
      await until("Twilio's copies are gone", async () => {
        await sql`update public.carrier_deletions set next_attempt_at = now()`;
        await sweep();
        const rows = await sql`
          select id from public.carrier_deletions where provider_sid not like 'plivo:%'`;
        return rows.length === 0;
      });
      assert.ok(await waiting() > 0);
      // Ids that Plivo does not know any more.
      await sql`
        update public.carrier_deletions
        set provider_sid = 'plivo:' || gen_random_uuid(), next_attempt_at = now()`;
      await sweep();
      assert.equal(await waiting(), 0);
    });

    await t.step("a number that Plivo lets send no more is noticed, by Plivo alone", async () => {
      // As if the import had let it call.
      await sql`update public.phone_number_pool set voice = true where number = ${PLIVO_NUMBER}`;
      const made = await service("POST", "/masking/conversations", {
        participants: [{ phone: DORA }, { phone: "+12125550155" }],
        geo_match: "area_code",
        mode: "message_and_voice",
      });
      const { id, participants: [dora, other] } = await made.json();
      assert.equal(other.proxy_number, PLIVO_NUMBER);
      const bad = async () =>
        (await sql`
          select status, bad_code from public.phone_number_pool where number = ${PLIVO_NUMBER}`)[
          0
        ]!;

      // Twilio does not call from a number of Plivo's; that says nothing about the number.
      const path = `/masking/conversations/${id}/calls`;
      const called = await service("POST", path, { participant_id: other.id });
      assert.equal(called.status, 201);
      const ended = async () => (await (await service("GET", path)).json()).calls[0].status;
      await until("the call has failed", async () => await ended() === "failed");
      assert.ok(stack.logs.some((line) => line.includes('"21210"')));
      assert.equal((await bad()).bad_code, null);

      await stack.faults({ bad_number: PLIVO_NUMBER });
      await stack.text(DORA, dora.proxy_number, "Are you there?");
      await until("it is noticed", async () => (await bad()).bad_code !== null);
      assert.deepEqual({ ...await bad() }, { status: "draining", bad_code: "40" });
      await stack.faults({});
    });

    await t.step("health asks both carriers", async () => {
      const health = await stack.call("POST", "/send-sms", { action: "health" });
      assert.deepEqual((await health.json()).checks.carrier, true);
    });
  } finally {
    await stack.stop();
  }
});

Deno.test("Without credentials of Plivo's there is no Plivo", async () => {
  const stack = await startTestStack();
  try {
    const response = await stack.call("POST", "/sms-webhook/plivo", "MessageUUID=1");
    assert.equal(response.status, 404);
    await response.body?.cancel();
    const refused = await stack.service("POST", "/masking/pool/numbers", {
      numbers: [{ number: PLIVO_NUMBER, provider: "plivo" }],
    });
    assert.equal(refused.status, 400);
    assert.deepEqual((await refused.json()).errors, [{
      path: "numbers.0.provider",
      message: "must have its credentials set; these have: twilio",
    }]);
  } finally {
    await stack.stop();
  }
});

Deno.test("PHONE_MASKING_PROVIDER decides who sends codes and links", async () => {
  const stack = await startTestStack({ ...PLIVO, PHONE_MASKING_PROVIDER: "plivo" });
  try {
    const sender = "+14155550198";
    const added = await fetch(
      `${stack.status.simulator_url}/simulator/plivo/numbers/${encodeURIComponent(sender)}`,
      { method: "PUT", body: JSON.stringify({ message_url: "" }) },
    );
    assert.equal(added.status, 204);
    const response = await stack.service("POST", "/send-sms", {
      action: "send",
      payload: { to: ANA, from: sender, body: "Your ride is here" },
    });
    assert.equal(response.status, 200);
    const { sid } = await response.json();
    assert.match(sid, /^plivo:/);
    const [text] = await stack.arrivals(ANA, 1);
    assert.equal(`plivo:${text!.sid}`, sid);
  } finally {
    await stack.stop();
  }
});
