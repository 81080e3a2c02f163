const EVERY_MS = 200;

type Live = {
  simulatorUrl: string;
  readRows: (conversationId: string | null) => Promise<unknown>;
  conversationId: string | null;
  phones: string[];
  signal: AbortSignal;
};

/**
 * Server-sent events as long as the page listens: `rows` with what the database holds, `phone` with what is new on a telephone, each when it
 * has changed. What fails for a moment, as while Postgres restarts, is asked for again.
 */
export function streamLive(live: Live): Response {
  const encoder = new TextEncoder();
  const stopping = new AbortController();
  const signal = AbortSignal.any([live.signal, stopping.signal]);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (event: string, data: string) => {
        if (!signal.aborted) {
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`));
        }
      };
      const watched = [rows(live), ...live.phones.map((phone) => telephone(live, phone))];
      while (!signal.aborted) {
        await Promise.all(watched.map((look) => look(send).catch(() => {})));
        await pause(EVERY_MS, signal);
      }
      if (!stopping.signal.aborted) controller.close();
    },
    cancel: () => stopping.abort(),
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store" };
  return new Response(body, { headers });
}

type Look = (send: (event: string, data: string) => void) => Promise<void>;

function rows({ readRows, conversationId }: Live): Look {
  let last = "";
  return async (send) => {
    const now = JSON.stringify(await readRows(conversationId));
    if (now !== last) send("rows", last = now);
  };
}

function telephone({ simulatorUrl, signal }: Live, phone: string): Look {
  const url = `${simulatorUrl}/simulator/phones/${encodeURIComponent(phone)}`;
  let seen = 0;
  let last = "";
  const ask = async (path: string) => await (await fetch(url + path, { signal })).json();
  return async (send) => {
    const [{ messages, count }, { calls }] = await Promise.all([
      ask(`/messages?after=${seen}`),
      ask("/calls"),
    ]);
    // Of calls that are over the last ones do.
    const now = JSON.stringify([count, calls.slice(-8)]);
    if (now === last) return;
    // The simulator has forgotten everything: so does the page.
    const forgot = count < seen;
    const fresh = forgot ? (await ask("/messages")).messages : messages;
    send(
      "phone",
      JSON.stringify({ phone, after: forgot ? 0 : seen, messages: fresh, calls: calls.slice(-8) }),
    );
    [seen, last] = [count, now];
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done);
  });
}
