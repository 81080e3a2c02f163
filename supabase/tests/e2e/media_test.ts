import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { EXIF_WITH_GPS, jpeg, segment } from "../../functions/_shared/media/test_jpeg.ts";
import { startEvilHost } from "../support/evil_host.ts";
import { startTestStack } from "../support/test_stack.ts";

const NOTE = "(An attachment could not be delivered.)";
const MB = 1024 * 1024;

/** A picture with its place, of so many bytes. */
const picture = (size: number) => {
  const telling = { head: [segment(0xe1, EXIF_WITH_GPS)] };
  return jpeg({
    ...telling,
    scan: new Uint8Array(Math.round(size) - jpeg(telling).length).fill(0x3f),
  });
};
const dataUrl = (bytes: Uint8Array, type = "image/jpeg") =>
  `data:${type};base64,${bytes.toBase64()}`;
const read = async (url: string) => {
  const response = await fetch(url);
  return {
    status: response.status,
    text: new TextDecoder("latin1").decode(await response.bytes()),
  };
};

Deno.test("Pictures", async (t) => {
  const stack = await startTestStack();
  const { service, sql, status } = stack;
  const evil = startEvilHost();
  const [ana, ben, cara] = ["+14155550151", "+14155550152", "+18765550153"];
  const sweep = async () => await (await service("POST", "/expire-conversations")).json();
  const connect = async (...phones: string[]) => {
    const created = await service("POST", "/masking/conversations", {
      participants: phones.map((phone) => ({ phone })),
      geo_match: "any",
    });
    const { id, participants } = await created.json();
    return { id, proxy: participants[0].proxy_number as string };
  };
  const list = async (id: string) =>
    (await (await service("GET", `/masking/conversations/${id}/messages`)).json()).messages;
  let arrived = 0;
  const next = async (phone = ben) => (await stack.arrivals(phone, ++arrived))[arrived - 1]!;

  try {
    const { id, proxy } = await connect(ana, ben);

    await t.step("arrive with their words and without their place", async () => {
      const sent = picture(4.9 * MB);
      assert.ok(new TextDecoder("latin1").decode(sent).includes("GPS-"));
      const sid = await stack.text(ana, proxy, "look at this", [dataUrl(sent)]);
      const message = await next();
      assert.deepEqual([message.body, message.media.length], ["look at this", 1]);
      const { content_type, size, url } = message.media[0]!;
      assert.deepEqual([content_type, size], [
        "image/jpeg",
        Math.round(4.9 * MB) - EXIF_WITH_GPS.length - 4,
      ]);
      const { text } = await read(url);
      assert.ok(text.startsWith("\xff\xd8") && !text.includes("GPS-") && !text.includes("Exif"));

      const shown = JSON.stringify(message);
      assert.ok(!shown.includes(sid) && !shown.includes(status.twilio_account_sid));
      const [{ media }] = await list(id);
      assert.deepEqual(Object.keys(media[0]).toSorted(), ["content_type", "size", "url"]);
      assert.deepEqual([media[0].size, (await read(media[0].url)).text.length], [size, size]);
      const rows = JSON.stringify(await sql`select media from public.sms_messages`);
      assert.ok(!rows.includes("url"), "what the carrier's URL was is kept no longer than needed");
    });

    await t.step(
      "are deleted at the carrier, where their place still is, once they are here",
      async () => {
        const [row] = await sql`select provider_sid from public.sms_messages`;
        const api = `${status.simulator_url}/2010-04-01/Accounts/${status.twilio_account_sid}`;
        const authorization = `Basic ${
          btoa(`${status.twilio_account_sid}:${status.twilio_auth_token}`)
        }`;
        const ask = async (path: string) =>
          await (await fetch(`${api}/Messages/${row!.provider_sid}${path}.json`, {
            headers: { authorization },
          })).json();
        assert.equal((await ask("/Media")).media_list.length, 1);
        assert.equal((await sweep()).deleted, 1);
        assert.deepEqual((await ask("/Media")).media_list, []);
        assert.equal((await ask("")).body, "look at this");
        const [{ media }] = await list(id);
        assert.equal((await read(media[0].url)).status, 200);
      },
    );

    await t.step("are to be had with a signed link only", async () => {
      const [{ media }] = await list(id);
      const link = new URL(media[0].url);
      assert.equal((await read(link.origin + link.pathname)).status, 400);
      const object = link.origin + link.pathname.replace("/sign/", "/");
      assert.equal((await read(object)).status, 400);
      assert.equal((await read(link.href.replace(/.$/, "_"))).status, 400);
    });

    await t.step("that are no pictures, or too large, stay behind; the text arrives", async () => {
      for (
        const [what, url] of [
          ["too large", dataUrl(picture(5.1 * MB))],
          ["a page called .jpg", `${evil.url}/page.jpg`],
          ["without end", `${evil.url}/endless.jpg`],
          ["gone", `${evil.url}/gone.jpg`],
          ["at a private address", `${evil.url}/redirect?to=${evil.url}/secret.jpg`],
          ["on another host", `${evil.url}/redirect?to=https://example.com/x.jpg`],
          ["in the cloud's own service", `${evil.url}/redirect?to=http://169.254.169.254/`],
        ] as const
      ) {
        const started = performance.now();
        await stack.text(ana, proxy, what, [url]);
        const { body, media } = await next();
        assert.deepEqual([body, media], [`${what}\n${NOTE}`, []]);
        assert.ok(performance.now() - started < 10_000, `${what} took too long`);
      }
      assert.ok(!evil.asked.includes("/secret.jpg"));
      assert.deepEqual((await list(id))[0].media, [null]);
    });

    await t.step("of which some can be had and some cannot arrive with a note", async () => {
      await stack.text(ana, proxy, "", [dataUrl(jpeg()), `${evil.url}/gone.jpg`]);
      const { body, media } = await next();
      assert.deepEqual([body, media.length], [NOTE, 1]);
    });

    await t.step("without room for them below the words come in a text of their own", async () => {
      const long = "long ".repeat(320);
      await stack.text(ana, proxy, long, [`${evil.url}/gone.jpg`]);
      assert.equal((await next()).body, long);
      assert.equal((await next()).body, NOTE);
      await stack.text(ana, proxy, long, [dataUrl(jpeg()), dataUrl(jpeg())]);
      assert.deepEqual([(await next()).body, (await next()).media.length], [long, 2]);
    });

    await t.step("that come too slowly are given up in time", async () => {
      await stack.text(ana, proxy, "slow", [`${evil.url}/slow.jpg`]);
      await until("it waits for the next try", async () =>
        (await sql`
          select from public.sms_forwards
          where status = 'queued' and attempts = 1 and error_code = 'MEDIA_UNREACHABLE'`)
          .length === 1, 30_000);
      // A sweep tries it once, or twice where the wait between is short.
      await until("it is given up", async () => {
        assert.equal((await stack.arrived(ben)).length, arrived);
        await sql`update public.sms_forwards set next_attempt_at = now() where status = 'queued'`;
        await sweep();
        return (await sql`select from public.sms_forwards where status = 'queued'`).length === 0;
      }, 60_000);
      assert.equal((await next()).body, `slow\n${NOTE}`);
      assert.equal(evil.asked.filter((path) => path === "/slow.jpg").length, 3);
    });

    await t.step(
      "that the carrier took without saying so are found there, not sent twice",
      async () => {
        await stack.faults({ accept_then_error: 1 });
        await stack.text(ana, proxy, "", [dataUrl(jpeg())]);
        assert.equal((await next()).media.length, 1);
        await until(
          "it is unknown",
          async () =>
            (await sql`select from public.sms_forwards where status in ('unknown', 'delivered')`)
              .length > 0,
        );
        await stack.faults({});
        await sql`update public.sms_forwards set next_attempt_at = now() where status = 'unknown'`;
        await sweep();
        await stack.settled();
        assert.equal((await stack.arrived(ben)).length, arrived);
      },
    );

    await t.step("whose function dies between storing and sending arrive once", async () => {
      const stored = Promise.withResolvers<void>();
      const died = Promise.withResolvers<void>();
      await stack.text(ana, proxy, "once", [`${evil.url}/held.jpg`]);
      await until("the file is being fetched", () => evil.asked.includes("/held.jpg"));
      // While this transaction holds the message nobody can keep what became of its file.
      const holding = sql.begin(async (transaction) => {
        await transaction`
          select from public.sms_messages where media #>> '{0,url_encrypted}' is not null for update`;
        stored.resolve();
        await died.promise;
      });
      await stored.promise;
      evil.release(jpeg());
      await until("the file is stored", async () =>
        (await sql`
          select from pg_stat_activity
          where wait_event_type = 'Lock' and query like '%masking.settle_media%'`).length === 1);
      stack.stack.functions.kill("sms-webhook", "SIGKILL");
      died.resolve();
      await holding;
      await sql`update public.sms_forwards set lease_expires_at = now() where status = 'sending'`;
      await sweep();
      await stack.settled();
      assert.equal((await next()).media.length, 1);
      assert.equal((await stack.arrived(ben)).length, arrived);
    });

    await t.step("whose webhook was lost are fetched from the carrier's list", async () => {
      await stack.faults({ lose_webhook: 1 });
      await stack.text(ana, proxy, "lost", [dataUrl(jpeg()), dataUrl(jpeg())]);
      await stack.faults({});
      assert.equal((await sweep()).recovered, 1);
      const { body, media } = await next();
      assert.deepEqual([body, media.length], ["lost", 2]);
    });

    await t.step("go as links where there is no MMS, until they are dropped", async () => {
      const far = await connect(ana, cara);
      await stack.text(ana, far.proxy, "a link", [
        dataUrl(jpeg({ head: [segment(0xe1, EXIF_WITH_GPS)] })),
      ]);
      const [message] = await stack.arrivals(cara, 1);
      const long = "y".repeat(1_000);
      await stack.text(ana, far.proxy, long, Array(10).fill(dataUrl(jpeg())));
      const [, first, second] = await stack.arrivals(cara, 3);
      assert.equal(first!.body, long);
      const links = second!.body.split("\n");
      assert.equal(new Set(links).size, 10);
      for (const link of links) assert.equal((await read(link)).status, 200);
      const [words, link] = message!.body.split("\n");
      assert.deepEqual([words, message!.media], ["a link", []]);
      const opened = await read(link!);
      assert.deepEqual([opened.status, opened.text.includes("GPS-")], [200, false]);
      // Not its last letter, of which some bits say nothing.
      const changed = link!.replace(
        /\/media\/./,
        (start) => start.endsWith("A") ? "/media/B" : "/media/A",
      );
      assert.equal((await read(changed)).status, 404);

      const [, { media: [{ url }] }] = await list(far.id);
      await stack.settled();
      await sql`update public.sms_messages set created_at = now() - interval '31 days' where conversation_id = ${far.id}`;
      await sql`update public.sms_forwards set sent_at = now() - interval '31 days' where conversation_id = ${far.id}`;
      const { redacted, removed } = await sweep();
      assert.ok(redacted >= 2 && removed === 11, `${redacted} ${removed}`);
      assert.deepEqual([(await read(link!)).status, (await read(url)).status], [404, 400]);
      const [{ body, media }] = await list(far.id);
      assert.deepEqual([body, media], [null, null]);
    });
  } finally {
    await evil.stop();
    await stack.stop();
  }
});
