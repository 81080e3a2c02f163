/** A carrier that takes every message at once and remembers when it came: what is measured is us, not its simulator. */
export type CarrierSink = {
  url: string;
  /** `performance.now()` at the receipt of each text, by its body. */
  receivedAt: Map<string, number>;
  stop(): Promise<void>;
};

export function startCarrierSink(): CarrierSink {
  const receivedAt = new Map<string, number>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    if (request.method === "GET") return Response.json({ messages: [], next_page_uri: null });
    const form = new URLSearchParams(await request.text());
    receivedAt.set(form.get("Body") ?? "", performance.now());
    const sid = `SM${crypto.randomUUID().replaceAll("-", "")}`;
    return Response.json({ sid, status: "queued" }, { status: 201 });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    receivedAt,
    stop: () => server.shutdown(),
  };
}
