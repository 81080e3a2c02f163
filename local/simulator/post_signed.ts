import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { connectionOverrides, shouldRetry } from "./connection_overrides.ts";
import type { State } from "./state.ts";

/** The last answer, null for none, and the HTTP status of every try (0: none). */
export type Posted = {
  answer: { status: number; type: string; body: string } | null;
  statuses: number[];
};

/** Posts a signed form as Twilio does, again where the URL's overrides say so. */
export async function postSigned(
  state: State,
  webhookUrl: string,
  params: [string, string][],
): Promise<Posted> {
  const overrides = connectionOverrides(webhookUrl);
  const deadline = Date.now() + overrides.totalMilliseconds;
  const headers = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    "user-agent": "TwilioProxy/1.1",
    "x-twilio-signature": getExpectedTwilioSignature(
      state.authToken,
      overrides.url,
      Object.fromEntries(params),
    ),
    // The same for every try (docs: webhooks-connection-overrides).
    "i-twilio-idempotency-token": crypto.randomUUID(),
  };
  const body = new URLSearchParams(params).toString();
  const statuses: number[] = [];
  let answer: Posted["answer"] = null;

  for (let tries = 0; tries <= overrides.retries && Date.now() < deadline; tries++) {
    let timedOut = false;
    const timeout = AbortSignal.timeout(
      Math.min(overrides.readMilliseconds, Math.max(deadline - Date.now(), 1)),
    );
    try {
      const response = await fetch(overrides.url, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.any([timeout, state.closing.signal]),
      });
      answer = {
        status: response.status,
        type: response.headers.get("content-type") ?? "",
        body: await response.text(),
      };
    } catch {
      timedOut = timeout.aborted;
      answer = null;
    }
    statuses.push(answer?.status ?? 0);
    if (state.closing.signal.aborted || !shouldRetry(overrides, answer?.status ?? 0, timedOut)) {
      break;
    }
  }
  return { answer, statuses };
}
