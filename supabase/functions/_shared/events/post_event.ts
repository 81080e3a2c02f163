import type { EventClaim } from "./event_claim.ts";
import type { PostResult } from "./decide_event.ts";

/** Much shorter than a lease: nobody else sends the same event while this one is at it. */
const DEADLINE_MILLISECONDS = 10_000;

/** So much of an answer is read that the connection can be used again; what is longer is cut off. */
const MAX_ANSWER_BYTES = 4_096;

export type Receiver = { url: string; secret: string };

/**
 * Hands one event to the app, signed as Standard Webhooks has it (spec, "Webhook scheme": id, time of the attempt, raw body). Any 2xx
 * says that it was taken; a redirect is not followed, since nobody signed for where it leads.
 */
export async function postEvent(
  receiver: Receiver,
  event: EventClaim,
  deadlineMilliseconds = DEADLINE_MILLISECONDS,
): Promise<PostResult> {
  // Needed only where events are set up, and so not at every start.
  const { Webhook } = await import("standardwebhooks");
  const body = JSON.stringify({
    type: event.type,
    timestamp: event.timestamp,
    data: event.data,
  });
  const now = new Date();
  try {
    const response = await fetch(receiver.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": event.event_id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": new Webhook(receiver.secret).sign(event.event_id, now, body),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(deadlineMilliseconds),
    });
    await readLittle(response).catch(() => {});
    return response.ok ? { kind: "taken" } : { kind: "refused", code: `HTTP_${response.status}` };
  } catch (error) {
    return {
      kind: "refused",
      code: (error as Error).name === "TimeoutError" ? "TIMEOUT" : "NETWORK",
    };
  }
}

async function readLittle(response: Response): Promise<void> {
  let size = 0;
  // Leaving the loop cancels the rest.
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) return;
  }
}
