import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { EXIF_WITH_GPS, jpeg, segment } from "../../functions/_shared/media/test_jpeg.ts";
import { plivoWords } from "../carrier/plivo_words.ts";
import { startEvilHost } from "../support/evil_host.ts";
import { startTestStack } from "../support/test_stack.ts";

const PLIVO = { PLIVO_AUTH_ID: "MA0123456789ABCDEF01", PLIVO_AUTH_TOKEN: crypto.randomUUID() };
const [ANA, BEN] = ["+14155550151", "+12125550152"];
const PLIVO_NUMBER = "+12125550160";

Deno.test("Pictures between numbers of two carriers", async (t) => {
  const stack = await startTestStack(PLIVO);
  const { service, sql, status } = stack;
  const simulator = `${status.simulator_url}/simulator`;
  const webhook = stack.functionsUrl + "/sms-webhook/plivo";
  const sweep = async () => await (await service("POST", "/expire-conversations")).json();
  const telling = jpeg({ head: [segment(0xe1, EXIF_WITH_GPS)] });
  const picture = `data:image/jpeg;base64,${telling.toBase64()}`;
  const read = async (url: string) =>
    new TextDecoder("latin1").decode(await (await fetch(url)).bytes());
  try {
    const owned = await fetch(`${simulator}/plivo/numbers/${encodeURIComponent(PLIVO_NUMBER)}`, {
      method: "PUT",
      body: JSON.stringify({ message_url: webhook }),
    });
    assert.equal(owned.status, 204);
    await service("POST", "/masking/pool/numbers", {
      numbers: [{ number: PLIVO_NUMBER, provider: "plivo", segments_per_second: 1_000 }],
    });
    const created = await service("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
      geo_match: "area_code",
    });
    const [anas, bens] = (await created.json()).participants;
    assert.equal(bens.proxy_number, PLIVO_NUMBER);

    await t.step("arrive on both sides, cleaned", async () => {
      for (
        const [from, to, phone] of [
          [BEN, PLIVO_NUMBER, ANA],
          [ANA, anas.proxy_number, BEN],
        ] as const
      ) {
        await stack.text(from, to, "look", [picture, picture]);
        const [text] = await stack.arrivals(phone, 1);
        assert.deepEqual([text!.body, text!.media.length], ["look", 2]);
        for (const { url } of text!.media) assert.ok(!(await read(url)).includes("GPS-"));
        const shown = JSON.stringify(text);
        assert.ok(!shown.includes(PLIVO.PLIVO_AUTH_ID));
      }
      await stack.settled();
      const [callback] = await sql`
        select provider_sid from public.sms_forwards order by position desc limit 1`;
      assert.match(callback!.provider_sid, /^plivo:/);
    });

    await t.step("that Plivo took without saying so are found there, not sent twice", async () => {
      await stack.faults({ accept_then_error: 1, lose_status: 1 });
      await stack.text(ANA, anas.proxy_number, "", [picture]);
      assert.equal((await stack.arrivals(BEN, 2)).at(-1)!.media.length, 1);
      await until(
        "it is unknown",
        async () =>
          (await sql`select from public.sms_forwards where status = 'unknown'`).length === 1,
      );
      await stack.faults({});
      await sql`update public.sms_forwards set next_attempt_at = now() where status = 'unknown'`;
      await sweep();
      assert.equal((await stack.arrived(BEN)).length, 2);
    });

    await t.step("come without their words when Plivo could not hand them over", async () => {
      await stack.faults({ lose_webhook: 1 });
      await stack.text(BEN, PLIVO_NUMBER, "nobody will read this", [picture, picture]);
      await stack.idle();
      await stack.faults({});
      assert.equal((await sweep()).recovered, 1);
      const lost = (await stack.arrivals(ANA, 2)).at(-1)!;
      assert.deepEqual([lost.body, lost.media.length], ["(A message could not be delivered.)", 2]);
    });

    await t.step("cannot be had fetched from elsewhere by a forged body", async () => {
      const evil = startEvilHost();
      const words = plivoWords(PLIVO.PLIVO_AUTH_TOKEN);
      try {
        const id = crypto.randomUUID();
        const text = { id, from: BEN!, to: PLIVO_NUMBER, body: "look" };
        const { headers, body } = words.signedText(webhook, text, []);
        headers.set("content-type", "application/x-www-form-urlencoded");
        const media = new URLSearchParams(words.mediaParams([`${evil.url}/x.jpg`]));
        const taken = await fetch(webhook, { method: "POST", headers, body: `${body}&${media}` });
        assert.equal(taken.status, 200);
        await taken.body?.cancel();
        const told = (await stack.arrivals(ANA, 3)).at(-1)!;
        assert.equal(told.body, "look\n(An attachment could not be delivered.)");
        assert.deepEqual(evil.asked, []);
      } finally {
        await evil.stop();
      }
    });

    await t.step("are deleted at Plivo, though the records of their texts stay", async () => {
      await sweep();
      await stack.text(BEN, PLIVO_NUMBER, "", [picture]);
      assert.equal((await stack.arrivals(ANA, 4)).at(-1)!.media.length, 1);
      await stack.settled();
      const received = await sql`
        select provider_sid from public.sms_messages where media <> '[]' and provider_sid like 'plivo:%'
        order by created_at`;
      const uuids = received.map(({ provider_sid }) => provider_sid.slice("plivo:".length));
      const credentials = btoa(`${PLIVO.PLIVO_AUTH_ID}:${PLIVO.PLIVO_AUTH_TOKEN}`);
      const plivo = (path: string) =>
        fetch(`${status.simulator_url}/v1/Account/${PLIVO.PLIVO_AUTH_ID}/Message/${path}`, {
          headers: { authorization: `Basic ${credentials}` },
        }).then((response) => response.json());
      const kept = async () =>
        (await Promise.all(uuids.map((uuid) => plivo(`${uuid}/Media/`))))
          .flatMap(({ objects }) => objects ?? []).length;
      assert.equal(await kept(), 1);
      await sweep();
      assert.equal(await kept(), 0);
      assert.equal((await plivo(`${uuids[0]}/`)).message_uuid, uuids[0]);
    });
  } finally {
    await stack.stop();
  }
});
