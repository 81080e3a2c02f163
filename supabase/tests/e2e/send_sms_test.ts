import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { startTestStack } from "../support/test_stack.ts";

const PUBLIC = "+14155550199";
const PRIVATE = "+14155550198";
const LINK = "Sign in: https://app.example.com/magic?token=abc";

Deno.test("send-sms", async (t) => {
  const secret = `v1,whsec_${btoa(crypto.randomUUID())}`;
  const stack = await startTestStack({ SMS_HOOK_SECRET: secret });
  const { call, service, status } = stack;
  let recipients = 100;
  const somebody = () => `+1646555${String(recipients++).padStart(4, "0")}`;
  const send = (payload: Record<string, string>, headers: Record<string, string> = {}) =>
    call("POST", "/send-sms", {
      action: "send",
      payload: { to: somebody(), from: PRIVATE, body: "hello", ...payload },
    }, headers);
  const code = async (response: Promise<Response>) => {
    const settled = await response;
    const body = await settled.json();
    return settled.ok ? settled.status : body.code;
  };
  try {
    const ana = await stack.signIn(0);
    const user = { authorization: `Bearer ${ana.jwt}`, apikey: status.publishable_key };

    await t.step("sends for a signed-in user in the given wire format", async () => {
      const to = somebody();
      const { data, error } = await ana.client.functions.invoke("send-sms", {
        body: { action: "send", payload: { to, from: PRIVATE, body: " hello ✓ " } },
      });
      assert.equal(error, null);
      assert.deepEqual(Object.keys(data).toSorted(), ["sid", "status"]);
      assert.match(data.sid, /^SM[0-9a-f]{32}$/);
      assert.equal((await stack.arrivals(to, 1))[0]!.body, " hello ✓ ");
    });

    await t.step("sends for the service", async () => {
      assert.equal(await code(send({}, { apikey: status.secret_key })), 200);
    });

    await t.step(
      "sends a magic link from a public number for anybody, and nothing else",
      async () => {
        assert.equal(await code(send({ from: PUBLIC, body: LINK })), 200);
        for (
          const body of [
            "no link",
            `${LINK} ${LINK}`,
            "https://evil.example.com/",
            `${LINK} or evil.example.net/x`,
          ]
        ) {
          assert.equal(await code(send({ from: PUBLIC, body })), "link_not_allowed", body);
        }
      },
    );

    await t.step("refuses callers, senders and recipients that are not allowed", async () => {
      assert.equal(await code(send({})), "not_authenticated");
      assert.equal(await code(send({ from: "+14155550197" }, user)), "sender_not_allowed");
      assert.equal(
        await code(send({ from: status.pool[0]! }, { apikey: status.secret_key })),
        "sender_not_allowed",
      );
      assert.equal(await code(send({ to: "+447400123456" }, user)), "country_not_allowed");
      assert.equal(await code(send({ to: "12" }, user)), "validation_failed");
      assert.equal(await code(send({ body: "" }, user)), "validation_failed");
      assert.equal(await code(send({ body: "x".repeat(1601) }, user)), "validation_failed");
    });

    await t.step("never texts who has opted out, here or at the carrier", async () => {
      const [to] = ["+14155550161"];
      const made = await service("POST", "/masking/conversations", {
        participants: [{ phone: to }, { phone: somebody() }],
      });
      await stack.text(to!, (await made.json()).participants[0].proxy_number, "stop");
      await stack.arrivals(to!, 1); // The carrier's own confirmation.
      let refused: unknown;
      for (let tries = 0; tries < 50 && refused !== "recipient_opted_out"; tries++) {
        refused = await code(send({ to: to! }, { apikey: status.secret_key }));
      }
      assert.equal(refused, "recipient_opted_out");
      assert.equal(
        await code(send({ to: "+15005550004" }, { apikey: status.secret_key })) === 200,
        false,
      );
    });

    await t.step("sends once for one Idempotency-Key", async () => {
      const to = somebody();
      const headers = { apikey: status.secret_key, "idempotency-key": crypto.randomUUID() };
      const answers = [
        await (await send({ to }, headers)).json(),
        await (await send({ to }, headers)).json(),
      ];
      assert.equal(answers[0].sid, answers[1].sid);
      assert.equal(await code(send({ to, body: "other" }, headers)), "idempotency_key_reused");
      assert.equal((await stack.arrived(to)).length, 1);
    });

    await t.step("limits a user to 20 an hour, and says so in the headers", async () => {
      const ben = await stack.signIn(1);
      const bens = { authorization: `Bearer ${ben.jwt}` };
      for (let left = 19; left >= 0; left--) {
        const response = await send({}, bens);
        assert.equal(response.headers.get("ratelimit-limit"), "20");
        assert.equal(response.headers.get("ratelimit-remaining"), String(left));
        await response.body?.cancel();
      }
      const refused = await send({}, bens);
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get("retry-after")) > 0);
      assert.equal((await refused.json()).code, "rate_limited");
    });

    await t.step("limits public texts per recipient", async () => {
      const to = somebody();
      const codes = [];
      for (let n = 0; n < 6; n++) codes.push(await code(send({ to, from: PUBLIC, body: LINK })));
      assert.deepEqual(codes, [200, 200, 200, 200, 200, "rate_limited"]);
    });

    await t.step(
      "limits public texts per address of the caller, whatever it claims to be",
      async () => {
        const [{ count }] = await stack
          .sql`select count from public.rate_limits where id like '127.0.0.1:%'` as unknown as [
            { count: number },
          ];
        const codes = [];
        for (let n = count; n <= 20; n++) {
          codes.push(
            await code(send({ from: PUBLIC, body: LINK }, { "x-forwarded-for": `203.0.113.${n}` })),
          );
        }
        assert.deepEqual(codes, [...Array(20 - count).fill(200), "rate_limited"]);
      },
    );

    await t.step("is healthy, and reveals no value", async () => {
      const response = await call("POST", "/send-sms", { action: "health" });
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), {
        status: "ok",
        checks: { carrier: true, database: true, encryption_key: true },
      });
    });

    await t.step("is the Send SMS hook of Supabase Auth", async () => {
      const hook = (phone: string, id: string, key = secret) => {
        const body = JSON.stringify({
          user: { id: crypto.randomUUID(), phone },
          sms: { otp: "561166" },
        });
        const now = new Date();
        return call("POST", "/send-sms/auth-hook", body, {
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
          "webhook-signature": new Webhook(key.replace("v1,whsec_", "")).sign(id, now, body),
        });
      };
      const to = somebody();
      const first = await hook(to.slice(1), "msg_1");
      assert.deepEqual([first.status, await first.json()], [200, {}]);
      await (await hook(to.slice(1), "msg_1")).body?.cancel();
      const texts = await stack.arrivals(to, 1);
      assert.deepEqual(texts.map((message) => message.body), ["Your code is 561166"]);

      const forged = await hook(to, "msg_2", `v1,whsec_${btoa("another secret, long enough")}`);
      const problem = await forged.json();
      assert.deepEqual([forged.status, problem.code, problem.error.http_code], [
        401,
        "not_authenticated",
        401,
      ]);
    });

    await t.step("says which part of it fails when the carrier is down", async () => {
      await stack.faults({ server_error: 1 });
      assert.equal(await code(send({}, { apikey: status.secret_key })), "carrier_unavailable");
      await stack.faults({ rate_limit: 1 });
      const limited = await send({}, { apikey: status.secret_key });
      assert.deepEqual([limited.status, (await limited.json()).carrier_code], [503, "20429"]);
    });
  } finally {
    await stack.stop();
  }
});
