import { Webhook } from "standardwebhooks";
import { until } from "../../../local/process/until.ts";

export type ReceivedEvent = {
  id: string;
  type: string;
  timestamp: string;
  data: Record<string, unknown> & { conversation_id: string };
};

/** An app's receiver of events on 127.0.0.1. It takes what is signed as the Standard Webhooks library wants it, and nothing else. */
export function startEventReceiver() {
  const secret = `whsec_${crypto.getRandomValues(new Uint8Array(32)).toBase64()}`;
  const events: ReceivedEvent[] = [];
  const bodies: string[] = [];
  let forged = 0;
  let underWay = 0;
  let answer: (event: ReceivedEvent) => Response | Promise<Response> = () => new Response();

  const serve = (port: number) =>
    Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, async (request) => {
      const body = await request.text();
      const headers = Object.fromEntries(request.headers);
      let payload: Omit<ReceivedEvent, "id">;
      try {
        payload = new Webhook(secret).verify(body, headers) as Omit<ReceivedEvent, "id">;
      } catch {
        forged++;
        return new Response(null, { status: 401 });
      }
      const event = { id: headers["webhook-id"]!, ...payload };
      events.push(event);
      bodies.push(body);
      underWay++;
      try {
        return await answer(event);
      } finally {
        underWay--;
      }
    });
  let server: Deno.HttpServer | null = serve(0);
  const { port } = server.addr as Deno.NetAddr;

  return {
    settings: {
      EVENTS_WEBHOOK_URL: `http://127.0.0.1:${port}/events`,
      EVENTS_WEBHOOK_SECRET: secret,
    },
    /** All that came, in order, also what was answered with a failure. */
    events,
    /** The same, to the letter. */
    bodies,
    forged: () => forged,
    underWay: () => underWay,
    answersWith(next: typeof answer) {
      answer = next;
    },
    /** Waits until `count` events of this type came. */
    async received(type: string, count = 1): Promise<ReceivedEvent[]> {
      const found = () => events.filter((event) => event.type === type);
      await until(`${count} events ${type} come`, () => Promise.resolve(found().length >= count));
      return found();
    },
    async die() {
      await server?.shutdown();
      server = null;
    },
    comeBack() {
      server = serve(port);
    },
    async stop() {
      await server?.shutdown();
    },
  };
}
