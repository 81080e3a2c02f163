import assert from "node:assert/strict";
import { createPlivoCarrier } from "../../functions/_shared/carrier/plivo/create_plivo_carrier.ts";

const AUTH_ID = "MA0123456789ABCDEF01";
const UUID = "5b40a428-bfc7-4daf-9d06-726c558bf3b8";

/** A record in the shape of plivo/plivo-python, tests/resources/fixtures/messageGetResponse.json (MIT). */
const record = (more: Record<string, unknown> = {}) => ({
  error_code: null,
  from_number: "14155550110",
  message_direction: "outbound",
  message_state: "sent",
  message_time: "2017-05-22 21:36:14+05:30",
  message_type: "sms",
  message_uuid: UUID,
  resource_uri: `/v1/Account/${AUTH_ID}/Message/${UUID}/`,
  to_number: "14155550101",
  total_amount: "0.00250",
  total_rate: "0.00250",
  units: 1,
  message_sent_time: "2024-08-21 18:28:49.244057+05:30",
  message_updated_time: "2024-08-21 18:28:51.94772+05:30",
  error_message: "",
  ...more,
});

Deno.test("Plivo's adapter asks as Plivo's documentation says, and reads what Plivo's SDKs are tested with", async (t) => {
  const asked: { method: string; url: URL; headers: Headers; body: string }[] = [];
  let answer = () => Response.json({});
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { method, headers } = request;
    asked.push({ method, url: new URL(request.url), headers, body: await request.text() });
    return answer();
  });
  const carrier = createPlivoCarrier({
    PLIVO_AUTH_ID: AUTH_ID,
    PLIVO_AUTH_TOKEN: "token",
    PLIVO_API_BASE_URL: `http://127.0.0.1:${server.addr.port}`,
  });
  try {
    await t.step("a text goes out as JSON, and Plivo is to keep no words of it", async () => {
      answer = () =>
        Response.json({
          api_id: "948b53a2-3f08-11e7-b6f4-061564b78b75",
          message: "message(s) queued",
          message_uuid: [UUID],
        }, { status: 202 });
      const text = { to: "+14155550101", from: "+14155550110", body: " hi 👋 " };
      assert.deepEqual(await carrier.send({ ...text, statusCallback: "https://p/status" }), {
        kind: "accepted",
        sid: `plivo:${UUID}`,
        status: "queued",
      });
      const { method, url, headers, body } = asked.at(-1)!;
      assert.deepEqual([method, url.pathname], ["POST", `/v1/Account/${AUTH_ID}/Message/`]);
      assert.equal(headers.get("authorization"), `Basic ${btoa(`${AUTH_ID}:token`)}`);
      assert.equal(headers.get("content-type"), "application/json");
      assert.deepEqual(JSON.parse(body), {
        src: "+14155550110",
        dst: "+14155550101",
        text: " hi 👋 ",
        type: "sms",
        log: "number_only",
        url: "https://p/status",
        method: "POST",
      });
      answer = () => Response.json({ message: "message(s) queued", message_uuid: [] });
      assert.deepEqual(await carrier.send(text), { kind: "unknown", code: "NO_ID" });
    });

    await t.step("files go out as an MMS, with or without words", async () => {
      answer = () => Response.json({ message: "message(s) queued", message_uuid: [UUID] });
      const mediaUrls = ["https://store.example.com/a", "https://store.example.com/b"];
      await carrier.send({ to: "+14155550101", from: "+14155550110", body: "", mediaUrls });
      assert.deepEqual(JSON.parse(asked.at(-1)!.body), {
        src: "+14155550110",
        dst: "+14155550101",
        text: "",
        type: "mms",
        media_urls: mediaUrls,
        log: "number_only",
      });
    });

    await t.step("an MMS is looked for among the MMS, and its files are listed", async () => {
      answer = () =>
        Response.json({
          meta: { next: null },
          objects: [record({ message_type: "mms" }), record({ message_uuid: "words" })],
        });
      const text = { to: "+14155550101", from: "+14155550110", body: "", since: new Date() };
      assert.deepEqual(await carrier.findSent({ ...text, mediaCount: 2 }), [`plivo:${UUID}`]);
      assert.deepEqual(await carrier.findSent({ ...text, mediaCount: 0 }), ["plivo:words"]);

      // In the shape of plivo/plivo-python, tests/resources/fixtures/messageListMediaResponse.json (MIT).
      const media_url = `https://media.plivo.com/Account/${AUTH_ID}/Media/1`;
      answer = () =>
        Response.json({
          api_id: "e43de8bd",
          objects: [{ content_type: "image/jpeg", media_id: "1", media_url, message_uuid: UUID }],
        });
      assert.deepEqual(await carrier.findMedia(`plivo:${UUID}`), [media_url]);
      assert.equal(asked.at(-1)!.url.pathname, `/v1/Account/${AUTH_ID}/Message/${UUID}/Media/`);
      answer = () => Response.json({ error: "not found" }, { status: 404 });
      assert.deepEqual(await carrier.findMedia(`plivo:${UUID}`), []);
    });

    await t.step(
      "files are deleted by themselves, and waited for where Plivo does not",
      async () => {
        const deleting = async (status: number, left: unknown[]) => {
          answer = () =>
            asked.at(-1)!.method === "DELETE"
              ? new Response(null, { status })
              : Response.json({ api_id: "e43de8bd", objects: left });
          return await carrier.deleteMedia(`plivo:${UUID}`);
        };
        assert.equal(await deleting(204, []), true);
        assert.equal(await deleting(404, []), true);
        assert.equal(await deleting(405, [{ media_url: "https://media.plivo.com/1" }]), false);
        assert.equal(await deleting(405, []), true);
        await assert.rejects(deleting(500, []));
      },
    );

    await t.step("the files of a record that stays are deleted, where Plivo lets us", async () => {
      const deletions = () => asked.filter(({ method }) => method === "DELETE").length;
      for (const status of [204, 404, 405]) {
        answer = () =>
          asked.at(-1)!.method === "DELETE"
            ? new Response(null, { status })
            : Response.json(record({ message_type: "mms" }));
        const before = deletions();
        assert.equal(await carrier.deleteMessage(`plivo:${UUID}`), false);
        assert.equal(deletions(), before + 1);
        assert.equal(asked.at(-1)!.url.pathname, `/v1/Account/${AUTH_ID}/Message/${UUID}/Media/`);
      }
      answer = () =>
        asked.at(-1)!.method === "DELETE"
          ? new Response(null, { status: 500 })
          : Response.json(record({ message_type: "mms" }));
      await assert.rejects(carrier.deleteMessage(`plivo:${UUID}`));
      answer = () => Response.json(record());
      const before = deletions();
      assert.equal(await carrier.deleteMessage(`plivo:${UUID}`), false);
      assert.equal(deletions(), before);
    });

    await t.step("a sent text is looked for by its numbers and time, in UTC", async () => {
      answer = () =>
        Response.json({
          api_id: "9506d2c0-3f08-11e7-b886-067c5485c240",
          meta: { limit: 20, next: null, offset: 0, previous: null, total_count: 1 },
          objects: [record({ message_uuid: "later" }), record()],
        });
      const since = new Date("2026-11-21T10:00:02.500+02:00");
      const found = await carrier.findSent({
        mediaCount: 0,
        to: "+14155550101",
        from: "+14155550110",
        body: "any",
        since,
      });
      assert.deepEqual(found, [`plivo:${UUID}`, "plivo:later"]);
      assert.deepEqual(Object.fromEntries(asked.at(-1)!.url.searchParams), {
        message_direction: "outbound",
        to_number: "+14155550101",
        from_number: "+14155550110",
        message_time__gte: "2026-11-21 08:00:00.500",
        limit: "20",
      });
    });

    await t.step(
      "what a redacting application received names no sender, and is left out",
      async () => {
        answer = () =>
          Response.json({
            meta: { next: null },
            objects: [
              record({ message_direction: "inbound", from_number: "14155550***" }),
              record({
                message_direction: "inbound",
                message_type: "mms",
                from_number: "14155550102",
                to_number: "14155550110",
              }),
              record({
                message_direction: "inbound",
                from_number: "14155550101",
                to_number: "14155550110",
              }),
            ],
          });
        const received = await carrier.findReceived(new Date("2026-11-21T08:00:00Z"));
        // Of what Plivo still calls the webhook for, the words may come yet.
        assert.deepEqual(Object.fromEntries(asked.at(-1)!.url.searchParams), {
          message_direction: "inbound",
          message_state: "undelivered",
          message_time__gte: "2026-11-20 08:00:00.000",
          limit: "20",
        });
        assert.deepEqual(
          received.map(({ from, body, mediaCount }) => [from, body, mediaCount]),
          [["+14155550101", null, 0], ["+14155550102", null, 1]],
        );
      },
    );

    await t.step("a record says what became of a text", async () => {
      answer = () =>
        Response.json({
          api_id: "95747262",
          ...record({ error_code: "000", message_state: "delivered" }),
        });
      assert.deepEqual(await carrier.fetchStatus(`plivo:${UUID}`), {
        status: "delivered",
        code: null,
        to: "+14155550101",
        optedOut: false,
      });
      assert.equal(asked.at(-1)!.url.pathname, `/v1/Account/${AUTH_ID}/Message/${UUID}/`);
    });
  } finally {
    await server.shutdown();
  }
});
