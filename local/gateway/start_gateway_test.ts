import assert from "node:assert/strict";
import { freePort } from "../process/free_port.ts";
import { type GatewayOptions, startGateway } from "./start_gateway.ts";

type Handler = (request: Request) => Response | Promise<Response>;

function startUpstream(handler: Handler, port = 0) {
  const server = Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, handler);
  return { url: `http://127.0.0.1:${server.addr.port}`, stop: () => server.shutdown() };
}

async function withGateway(
  functions: GatewayOptions["functions"],
  test: (url: string) => Promise<void>,
) {
  const auth = (apiUrl: string) => () => Promise.resolve(new Response(`auth of ${apiUrl}`));
  const storage = () => Promise.resolve(new Response("storage"));
  const gateway = startGateway({ port: 0, functions, auth, storage, bootWithin: 300 });
  try {
    await test(gateway.url);
  } finally {
    await gateway.stop();
  }
}

/** What no client library would send: the request line as it stands. */
async function sendRaw(url: string, path: string): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(new URL(url).port) });
  const request = `GET ${path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  const text = await new Response(connection.readable).text();
  return text.slice(text.indexOf("\r\n\r\n") + 4);
}

Deno.test("startGateway() passes path and query on byte for byte, without the prefix", async () => {
  const upstream = startUpstream((request) => new Response(request.url));
  await withGateway(() => ({ "sms-webhook": [upstream.url] }), async (url) => {
    for (
      const rest of [
        "",
        "?",
        "/status?forward=a%2Fb&x='1'&y=%27+%20&z=%e2%82%ac",
        "/a%2Fb/../c//d/.?%zz&&=|{}^`",
      ]
    ) {
      assert.match(
        await sendRaw(url, `/functions/v1/sms-webhook${rest}`),
        new RegExp(`http://[^/]+${RegExp.escape(`/sms-webhook${rest}`)}`),
      );
    }
  });
  await upstream.stop();
});

Deno.test("startGateway() streams bodies both ways", async () => {
  const upstream = startUpstream((request) => new Response(request.body));
  await withGateway(() => ({ echo: [upstream.url] }), async (url) => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const first = writer.write(new TextEncoder().encode("first"));
    const response = await fetch(`${url}/functions/v1/echo`, { method: "POST", body: readable });
    const reader = response.body!.getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value), "first");
    await first;
    const rest = "x".repeat(1_000_000);
    writer.write(new TextEncoder().encode(rest)).then(() => writer.close());
    let received = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      received += part.value.length;
    }
    assert.equal(received, rest.length);
  });
  await upstream.stop();
});

Deno.test("startGateway() passes on status, headers and an empty body", async () => {
  const upstream = startUpstream((request) =>
    new URL(request.url).pathname === "/one/empty"
      ? new Response(null, { status: 204, headers: { "x-request-id": "1" } })
      : new Response("made", {
        status: 201,
        headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"]],
      })
  );
  await withGateway(() => ({ one: [upstream.url] }), async (url) => {
    const empty = await fetch(`${url}/functions/v1/one/empty`);
    assert.deepEqual([empty.status, empty.headers.get("x-request-id"), await empty.text()], [
      204,
      "1",
      "",
    ]);
    const made = await fetch(`${url}/functions/v1/one`, { method: "DELETE" });
    assert.deepEqual([made.status, made.headers.getSetCookie(), await made.text()], [
      201,
      ["a=1", "b=2"],
      "made",
    ]);
  });
  await upstream.stop();
});

Deno.test("startGateway() says itself who the client is", async () => {
  const upstream = startUpstream((request) => Response.json([...request.headers]));
  await withGateway(() => ({ one: [upstream.url] }), async (url) => {
    const lies = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-user", "cf-connecting-ip"];
    const response = await fetch(`${url}/functions/v1/one`, {
      headers: { ...Object.fromEntries(lies.map((name) => [name, "lie"])), "x-own": "kept" },
    });
    const headers = Object.fromEntries(await response.json());
    assert.equal(headers["x-own"], "kept");
    assert.equal(headers["x-forwarded-for"], "127.0.0.1");
    assert.equal(headers["x-forwarded-proto"], "http");
    assert.equal(headers["x-forwarded-host"], new URL(url).host);
    for (const name of lies) assert.notEqual(headers[name], "lie");
  });
  await upstream.stop();
});

Deno.test("startGateway() answers for a function that is unknown, down, or called by a strange method", async () => {
  const down = `http://127.0.0.1:${freePort()}`;
  await withGateway(() => ({ none: [], down: [down] }), async (url) => {
    const call = async (name: string, init?: RequestInit) => {
      const response = await fetch(`${url}/functions/v1/${name}`, init);
      return [response.status, (await response.json()).code];
    };
    assert.deepEqual(await call("unknown"), [404, "NOT_FOUND"]);
    assert.deepEqual(await call("constructor"), [404, "NOT_FOUND"]);
    assert.deepEqual(await call("none"), [503, "BOOT_ERROR"]);
    assert.deepEqual(await call("down", { method: "POST", body: "x" }), [503, "BOOT_ERROR"]);
    assert.deepEqual(await call("down", { method: "PURGE" }), [405, "METHOD_NOT_ALLOWED"]);
    const message = "Function failed to start (please check logs)";
    assert.deepEqual(await (await fetch(`${url}/functions/v1/none`)).json(), {
      code: "BOOT_ERROR",
      message,
    });
  });
});

Deno.test("startGateway() waits for a function that starts again, and loses no body on the way", async () => {
  const port = freePort();
  let upstream: ReturnType<typeof startUpstream> | undefined;
  await withGateway(() => ({ late: [`http://127.0.0.1:${port}`] }), async (url) => {
    const answer = fetch(`${url}/functions/v1/late`, { method: "POST", body: "whole" });
    upstream = startUpstream(async (request) => new Response(await request.text()), port);
    assert.equal(await (await answer).text(), "whole");
  });
  await upstream?.stop();
});

Deno.test("startGateway() shares requests among a function's processes, and skips one that is down", async () => {
  const upstreams = ["a", "b"].map((name) => startUpstream(() => new Response(name)));
  const urls = [`http://127.0.0.1:${freePort()}`, ...upstreams.map((upstream) => upstream.url)];
  await withGateway(() => ({ many: urls }), async (url) => {
    const answers = new Set<string>();
    for (let i = 0; i < 6; i++) {
      answers.add(await (await fetch(`${url}/functions/v1/many`)).text());
    }
    assert.deepEqual([...answers].sort(), ["a", "b"]);
  });
  await Promise.all(upstreams.map((upstream) => upstream.stop()));
});

Deno.test("startGateway() answers 500 when a process ends in the middle of a request, and sends it once", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let requests = 0;
  const serving = (async () => {
    for await (const connection of listener) {
      // Serves the first request and leaves the connection open; takes every other one and is gone.
      while (await connection.read(new Uint8Array(1_000)) !== null) {
        requests++;
        if (requests > 1) break;
        const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
        await connection.write(new TextEncoder().encode(answer));
      }
      connection.close();
    }
  })();
  const upstream = `http://127.0.0.1:${(listener.addr as Deno.NetAddr).port}`;
  await withGateway(() => ({ one: [upstream] }), async (url) => {
    const post = () => fetch(`${url}/functions/v1/one`, { method: "POST", body: "x" });
    assert.equal(await (await post()).text(), "ok");
    const response = await post();
    assert.deepEqual([response.status, (await response.json()).code], [500, "WORKER_ERROR"]);
    assert.equal(requests, 2);
  });
  listener.close();
  await serving;
});

Deno.test("startGateway() hands /auth/v1 to the auth handler, and knows nothing else", async () => {
  await withGateway(() => ({}), async (url) => {
    assert.equal(await (await fetch(`${url}/auth/v1/health`)).text(), `auth of ${url}`);
    const other = await fetch(`${url}/rest/v1/`);
    assert.equal(other.status, 404);
    await other.body?.cancel();
  });
});

Deno.test("startGateway() names the setting of a port that is taken", () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const auth = () => () => Promise.resolve(new Response());
  const storage = () => Promise.resolve(new Response());
  assert.throws(() => startGateway({ port, functions: () => ({}), auth, storage }), {
    message: `Start the gateway: port ${port} is taken, set MASKLINE_API_PORT to a free one`,
  });
  listener.close();
});

Deno.test("startGateway().stop() waits for a while, then answers for a function that does not", async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const upstream = startUpstream(async () => {
    ask();
    await released;
    return new Response("too late");
  });
  const gateway = startGateway({
    port: 0,
    functions: () => ({ masking: [upstream.url] }),
    auth: () => () => Promise.resolve(new Response()),
    storage: () => Promise.resolve(new Response()),
  });
  const answer = fetch(`${gateway.url}/functions/v1/masking`);
  await asked;
  await gateway.stop();
  const response = await answer;
  assert.deepEqual([response.status, (await response.json()).code], [503, "BOOT_ERROR"]);
  release();
  await upstream.stop();
});
