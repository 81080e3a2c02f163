import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import type { EventClaim } from "../../functions/_shared/events/event_claim.ts";
import { postEvent } from "../../functions/_shared/events/post_event.ts";

const SECRET = `whsec_${new Uint8Array(32).fill(7).toBase64()}`;
const EVENT: EventClaim = {
  event_id: "0f1c8a52-3f0d-4d5b-8a43-6a2f2f6f0c11",
  conversation_id: "9160591f-ea7d-4533-af9a-f9fc1b6cd32b",
  attempt: 1,
  give_up_at: "2026-11-22T07:01:36.396984+00:00",
  type: "conversation.closed",
  timestamp: "2026-11-21T07:01:36.396984+00:00",
  data: { conversation_id: "9160591f-ea7d-4533-af9a-f9fc1b6cd32b", reason: "api" },
};

Deno.test("postEvent()", async (t) => {
  const asked: { method: string; path: string; headers: Record<string, string>; body: string }[] =
    [];
  let cut = Promise.withResolvers<void>();
  let answer: (request: Request) => Response | Promise<Response> = () => new Response();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    asked.push({
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    return await answer(request);
  });
  const url = `http://127.0.0.1:${server.addr.port}/events?app=1`;
  const post = (next: typeof answer, deadline?: number) => {
    answer = next;
    return postEvent({ url, secret: SECRET }, EVENT, deadline);
  };
  try {
    await t.step("sends what the library verifies, and nothing more", async () => {
      assert.deepEqual(await post(() => new Response("thanks", { status: 202 })), {
        kind: "taken",
      });
      const { method, path, headers, body } = asked[0]!;
      assert.deepEqual(new Webhook(SECRET).verify(body, headers), {
        type: EVENT.type,
        timestamp: EVENT.timestamp,
        data: EVENT.data,
      });
      assert.deepEqual(
        [method, path, headers["content-type"]],
        ["POST", "/events?app=1", "application/json"],
      );
      const wrong = new Webhook(`whsec_${new Uint8Array(32).toBase64()}`);
      assert.throws(() => wrong.verify(body, headers));
    });

    await t.step("follows no redirect", async () => {
      const before = asked.length;
      for (const status of [301, 302, 303, 307, 308]) {
        assert.deepEqual(
          await post(() => new Response(null, { status, headers: { location: "/elsewhere" } })),
          { kind: "refused", code: `HTTP_${status}` },
        );
      }
      assert.ok(asked.slice(before).every(({ path }) => path === "/events?app=1"));
      assert.equal(asked.length, before + 5);
    });

    await t.step("waits for no answer beyond its deadline", async () => {
      assert.deepEqual(await post(() => cut.promise.then(() => new Response()), 50), {
        kind: "refused",
        code: "TIMEOUT",
      });
      cut.resolve();
    });

    await t.step(
      "reads little of an answer without end, and takes it for what it says",
      async () => {
        cut = Promise.withResolvers();
        let pieces = 0;
        const endless = () =>
          new Response(
            new ReadableStream({
              pull: (controller) => {
                pieces++;
                controller.enqueue(new Uint8Array(1_000));
              },
              cancel: () => cut.resolve(),
            }),
          );
        assert.deepEqual(await post(endless), { kind: "taken" });
        await cut.promise;
        // The rest is what the connection itself holds.
        assert.ok(pieces < 20_000, `${pieces} kB`);
      },
    );

    await t.step("says so when nobody listens", async () => {
      await server.shutdown();
      assert.deepEqual(await post(() => new Response()), { kind: "refused", code: "NETWORK" });
    });
  } finally {
    await server.shutdown();
  }
});
