import { Webhook } from "standardwebhooks";
import { AppError } from "../errors.ts";
import { readBody } from "../http/read_body.ts";

export type Hook = { url: string; secret: string; deadlineMilliseconds: number };

/** What came of asking; `code` of a failure: TIMEOUT, NETWORK, HTTP_…, TOO_LARGE or NO_ANSWER (`read` made nothing of it). */
export type HookResult<Answer> = { kind: "answered"; answer: Answer } | {
  kind: "failed";
  code: string;
};

/**
 * Asks the policy hook once, signed by Standard Webhooks under `id`, which stays the same however often one asks. Follows no redirect,
 * takes 64 kB at most, and ends in time.
 */
export async function callHook<Answer>(
  hook: Hook,
  id: string,
  payload: string,
  read: (text: string) => Answer | null,
): Promise<HookResult<Answer>> {
  const sentAt = new Date();
  try {
    const response = await fetch(hook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
        "webhook-signature": new Webhook(hook.secret).sign(id, sentAt, payload),
      },
      body: payload,
      redirect: "manual",
      signal: AbortSignal.timeout(hook.deadlineMilliseconds),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return { kind: "failed", code: `HTTP_${response.status}` };
    }
    const answer = read(await readBody(response));
    return answer ? { kind: "answered", answer } : { kind: "failed", code: "NO_ANSWER" };
  } catch (error) {
    return { kind: "failed", code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code === "body_too_large" ? "TOO_LARGE" : "NO_ANSWER";
  return (error as Error).name === "TimeoutError" ? "TIMEOUT" : "NETWORK";
}
