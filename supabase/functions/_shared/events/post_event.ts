import type { EventClaim } from "./event_claim.ts";
import type { PostResult } from "./decide_event.ts";
import { failureCode, postSigned, type Receiver } from "../hook/post_signed.ts";

/** Much shorter than a lease: nobody else sends the same event while this one is at it. */
const DEADLINE_MILLISECONDS = 10_000;

/** So much of an answer is read that the connection can be used again; what is longer is cut off. */
const MAX_ANSWER_BYTES = 4_096;

/** Hands one event to the app. Any 2xx says that it was taken. */
export async function postEvent(
  receiver: Receiver,
  event: EventClaim,
  deadlineMilliseconds = DEADLINE_MILLISECONDS,
): Promise<PostResult> {
  const body = JSON.stringify({
    type: event.type,
    timestamp: event.timestamp,
    data: event.data,
  });
  try {
    const response = await postSigned(receiver, event.event_id, body, deadlineMilliseconds);
    await readLittle(response).catch(() => {});
    return response.ok ? { kind: "taken" } : { kind: "refused", code: `HTTP_${response.status}` };
  } catch (error) {
    return { kind: "refused", code: failureCode(error) };
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
