import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

Deno.test("sms-webhook", async (t) => {
  const stack = await startTestStack();
  const { sql, webhook } = stack;
  const [ana, ben] = ["+14155550151", "+14155550152"];
  let texts = 0;
  const text = (body: string, more: [string, string][] = []): [string, string][] => [
    ["ToCountry", "US"],
    ["SmsMessageSid", `SM${String(++texts).padStart(32, "0")}`],
    ["NumMedia", "0"],
    ["FromCity", ""],
    ["Body", body],
    ["FromCountry", "US"],
    ["To", proxy],
    ["NumSegments", "1"],
    ["MessageSid", `SM${String(texts).padStart(32, "0")}`],
    ["AccountSid", stack.status.twilio_account_sid],
    ["From", ana],
    ["ApiVersion", "2010-04-01"],
    ...more,
  ];
  const rows = async () =>
    Number((await sql`select count(*) as count from public.sms_messages`)[0]!.count);
  let proxy = "";
  try {
    const created = await stack.service("POST", "/masking/conversations", {
      participants: [{ phone: ana }, { phone: ben }],
    });
    const conversation = await created.json();
    proxy = conversation.participants[0].proxy_number;

    await t.step("answers a signed text at once with empty TwiML", async () => {
      const response = await webhook(text("hello"));
      assert.equal(response.status, 200);
      assert.match(response.headers.get("content-type")!, /^text\/xml/);
      assert.equal(await response.text(), "<Response/>");
      assert.match(response.headers.get("x-request-id")!, /^[0-9a-f-]{36}$/);
      await stack.arrivals(ben, 1);
    });

    await t.step(
      "takes repeated names, empty values, unknown parameters and any text byte for byte",
      async () => {
        const bodies = [
          "  spaced  ",
          "emoji 👩‍👩‍👧‍👦 ✓",
          "a&b=c+d%20e",
          "line\nline\r\n\ttab",
          "\u{feff}mark",
          "<Response/>",
          "ünïcode ＋",
          "0",
        ];
        for (const body of bodies) {
          const response = await webhook(
            text(body, [["Repeated", "b"], ["Repeated", "a"], ["Empty", ""], ["BrandNew", "1"]]),
          );
          assert.equal(response.status, 200, body);
          await response.body?.cancel();
        }
        await until("all of them arrive as they were", async () => {
          const received = (await stack.arrived(ben)).map((message) => message.body);
          return bodies.every((body) => received.includes(body));
        });
      },
    );

    await t.step(
      "answers 403, empty, and writes nothing for whatever was not signed as it is",
      async () => {
        const before = await rows();
        const refusals: [string, Promise<Response>][] = [
          [
            "unsigned",
            webhook(text("x"), { tamper: (r) => r.headers.delete("x-twilio-signature") }),
          ],
          ["forged", webhook(text("x"), { token: "another token" })],
          [
            "signed for another URL",
            webhook(text("x"), { signUrl: `${stack.functionsUrl}/sms-webhook/` }),
          ],
          [
            "signed for another host",
            webhook(text("x"), {
              signUrl: "https://elsewhere.example.com/functions/v1/sms-webhook",
            }),
          ],
          [
            "replayed with another text",
            webhook(text("x"), {
              tamper: (r) => void (r.body = r.body.replace("Body=x", "Body=y")),
            }),
          ],
          [
            "replayed with another sender",
            webhook(text("x"), { tamper: (r) => void (r.body = r.body.replace("0151", "0152")) }),
          ],
          [
            "replayed with one more parameter",
            webhook(text("x"), { tamper: (r) => void (r.body += "&OptOutType=STOP") }),
          ],
          ["replayed with a query", webhook(text("x"), { tamper: (r) => void (r.url += "?a=b") })],
          ["truncated", webhook(text("x"), { tamper: (r) => void (r.body = r.body.slice(0, -3)) })],
          ["empty", webhook(text("x"), { tamper: (r) => void (r.body = "") })],
          ["too large", webhook(text("x".repeat(70_000)))],
          [
            "a status where a text belongs",
            webhook([["MessageSid", "SM1"], ["MessageStatus", "sent"]]),
          ],
          ["JSON", webhook(text("x"), { tamper: (r) => void (r.body = '{"Body":"x"}') })],
        ];
        for (const [name, refusal] of refusals) {
          const response = await refusal;
          assert.equal(response.status, 403, name);
          assert.equal(await response.text(), "", name);
        }
        assert.equal(await rows(), before);
      },
    );

    await t.step("answers a repeated webhook like the first and relays it once", async () => {
      const same = text("once");
      for (let n = 0; n < 3; n++) {
        const response = await webhook(same);
        assert.deepEqual([response.status, await response.text()], [200, "<Response/>"]);
      }
      await until(
        "it arrives",
        async () => (await stack.arrived(ben)).some((message) => message.body === "once"),
      );
      assert.equal(
        (await stack.arrived(ben)).filter((message) => message.body === "once").length,
        1,
      );
    });

    await t.step("answers other methods and paths without looking", async () => {
      const statusOf = async (method: string, path: string) => {
        const response = await stack.call(method, path);
        await response.body?.cancel();
        return response.status;
      };
      assert.deepEqual([
        await statusOf("GET", "/sms-webhook"),
        await statusOf("POST", "/sms-webhook/other"),
      ], [405, 404]);
    });

    await t.step(
      "takes status callbacks in any order, repeated and unknown, and only moves forward",
      async () => {
        const message =
          await (await stack.service("POST", `/masking/conversations/${conversation.id}/messages`, {
            body: "status",
          })).json();
        const id = message.forwards.find((f: { recipient_participant_id: string }) =>
          f.recipient_participant_id === conversation.participants[0].id
        ).id;
        await until("it is delivered", async () =>
          (await sql`select 1 from public.sms_forwards where id = ${id} and status = 'delivered'`)
            .length === 1);
        const [{ provider_sid }] =
          await sql`select provider_sid from public.sms_forwards where id = ${id}` as unknown as [
            { provider_sid: string },
          ];
        for (
          const [forward, sid, status] of [
            [id, provider_sid, "sent"],
            [id, provider_sid, "failed"],
            [crypto.randomUUID(), "SMx", "sent"],
            ["no uuid", "SMx", "sent"],
          ]
        ) {
          const response = await webhook([["MessageSid", sid!], ["MessageStatus", status!]], {
            path: `/sms-webhook/status?forward=${encodeURIComponent(forward!)}`,
          });
          assert.deepEqual([response.status, await response.text()], [204, ""]);
        }
        assert.equal(
          (await sql`select status from public.sms_forwards where id = ${id}`)[0]!.status,
          "delivered",
        );
      },
    );
  } finally {
    await stack.stop();
  }
});
