import assert from "node:assert/strict";
import { streamLive } from "./stream_live.ts";

const PHONE = "+14155550101";

/** A simulator with one telephone, whose texts and calls the test changes, and a stream of it with one conversation. */
async function withStream(
  test: (stream: {
    next: () => Promise<{ event: string; data: Record<string, unknown> }>;
    texts: string[];
    calls: string[];
    rows: { value: unknown; fails: boolean };
  }) => Promise<void>,
) {
  const [texts, calls, rows] = [["one"], [] as string[], { value: 1 as unknown, fails: false }];
  const simulator = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith("/calls")) return Response.json({ calls });
    const after = Number(searchParams.get("after") ?? 0);
    return Response.json({ messages: texts.slice(after), count: texts.length });
  });
  const { body } = streamLive({
    simulatorUrl: `http://127.0.0.1:${simulator.addr.port}`,
    readRows: (id) =>
      rows.fails ? Promise.reject(new Error("down")) : Promise.resolve({ id, value: rows.value }),
    conversationId: "7",
    phones: [PHONE],
    signal: new AbortController().signal,
  });
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  const next = async () => {
    while (!rest.includes("\n\n")) rest += (await reader.read()).value;
    const [event, ...more] = rest.split("\n\n");
    rest = more.join("\n\n");
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event!)!;
    return { event: name!, data: JSON.parse(data!) };
  };
  try {
    await test({ next, texts, calls, rows });
  } finally {
    await reader.cancel();
    await simulator.shutdown();
  }
}

Deno.test("streamLive() tells what there is, and then only what is new", async () => {
  await withStream(async ({ next, texts, calls, rows }) => {
    const first = [await next(), await next()];
    assert.deepEqual(Object.fromEntries(first.map(({ event, data }) => [event, data])), {
      rows: { id: "7", value: 1 },
      phone: { phone: PHONE, after: 0, messages: ["one"], calls: [] },
    });
    texts.push("two");
    assert.deepEqual((await next()).data, { phone: PHONE, after: 1, messages: ["two"], calls: [] });
    calls.push("rings");
    assert.deepEqual((await next()).data, { phone: PHONE, after: 2, messages: [], calls });
    rows.value = 2;
    assert.deepEqual(await next(), { event: "rows", data: { id: "7", value: 2 } });
  });
});

Deno.test("streamLive() goes on after the database was away, and starts anew when the simulator forgot", async () => {
  await withStream(async ({ next, texts, rows }) => {
    await next();
    await next();
    rows.fails = true;
    texts.splice(0, 1);
    assert.deepEqual((await next()).data, { phone: PHONE, after: 0, messages: [], calls: [] });
    [rows.fails, rows.value] = [false, 3];
    assert.deepEqual((await next()).data, { id: "7", value: 3 });
  });
});
