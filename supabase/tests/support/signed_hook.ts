import { Webhook } from "standardwebhooks";

/** What a hook was asked: `id` is the webhook's, `data` what `parse` made of the text. */
export type Asked<Data> = { id: string; text: string; data: Data };

/** A hook of the app's: it verifies each question as its documents say, keeps it, and answers what the test says. */
export function startSignedHook<Data>(
  setting: string,
  parse: (text: string) => Data,
  first: () => Response,
) {
  const secret = `whsec_${btoa(setting.toLowerCase().repeat(6).slice(0, 36))}`;
  const webhook = new Webhook(secret);
  const questions: Asked<Data>[] = [];
  let answer: (question: Asked<Data>) => Response | Promise<Response> = first;
  const stopped = new AbortController();
  const options = { port: 0, hostname: "127.0.0.1", onListen() {}, signal: stopped.signal };
  const server = Deno.serve(options, async (request) => {
    const text = await request.text();
    webhook.verify(text, Object.fromEntries(request.headers));
    const question = { id: request.headers.get("webhook-id")!, text, data: parse(text) };
    questions.push(question);
    return await answer(question);
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  return {
    url,
    settings: {
      [`${setting}_WEBHOOK_URL`]: `${url}/${setting.toLowerCase()}`,
      [`${setting}_WEBHOOK_SECRET`]: secret,
    },
    questions,
    answers(next: typeof answer) {
      answer = next;
    },
    /** Also when some question is never answered. */
    async stop() {
      stopped.abort();
      await server.finished;
    },
  };
}
