import { Webhook } from "standardwebhooks";
import { policyQuestion } from "../../functions/_shared/policy/answer_schema.ts";

/** What `hookPayload` tells, parsed. */
export type Question = { id: string; text: string; data: ReturnType<typeof parse> };

const parse = (text: string) => policyQuestion.parse(JSON.parse(text)).data;

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
