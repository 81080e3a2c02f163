import { Webhook } from "standardwebhooks";

/** What `hookPayload` tells, parsed. */
export type Question = { id: string; text: string; data: ReturnType<typeof parse> };

function parse(text: string) {
  return (JSON.parse(text) as { data: Record<string, unknown> }).data as {
    message_id: string;
    conversation: { id: string; metadata: Record<string, unknown> };
    direction: string;
    sender: { id: string; label: string | null };
    recipients: { id: string; label: string | null }[];
    body: string;
    media_count: number;
    max_length: number;
  };
}

/** An operator's policy hook: it verifies each question as their documents say, keeps it, and answers what the test says. */
export function startPolicyHook() {
  const secret = `whsec_${btoa("policy".repeat(6))}`;
  const webhook = new Webhook(secret);
  const questions: Question[] = [];
  let answer: (question: Question) => Response | Promise<Response> = allow;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const text = await request.text();
    webhook.verify(text, Object.fromEntries(request.headers));
    const question = { id: request.headers.get("webhook-id")!, text, data: parse(text) };
    questions.push(question);
    return await answer(question);
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  return {
    url,
    settings: { POLICY_WEBHOOK_URL: `${url}/policy`, POLICY_WEBHOOK_SECRET: secret },
    questions,
    /** What it was asked about this text so far. */
    about: (body: string) => questions.filter(({ data }) => data.body === body),
    answers(next: typeof answer) {
      answer = next;
    },
    stop: () => server.shutdown(),
  };
}

export const allow = () => Response.json({ action: "allow" });
