/** A server of the app's, and the `whsec_…` under which it knows us. */
export type Receiver = { url: string; secret: string };

/**
 * Posts JSON, signed as Standard Webhooks has it (spec, "Webhook scheme": id, time of the attempt, raw body). Follows no redirect, since
 * nobody signed for where it leads, and ends in time, also while the answer is read. Throws as `fetch`.
 */
export async function postSigned(
  receiver: Receiver,
  id: string,
  body: string,
  deadlineMilliseconds: number,
): Promise<Response> {
  // Needed only where the app is told or asked something, and so not at every start.
  const { Webhook } = await import("standardwebhooks");
  const now = new Date();
  return await fetch(receiver.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(receiver.secret).sign(id, now, body),
    },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(deadlineMilliseconds),
  });
}

/** What went wrong with the request, or with reading its answer. */
export function failureCode(error: unknown): "TIMEOUT" | "NETWORK" {
  return (error as Error).name === "TimeoutError" ? "TIMEOUT" : "NETWORK";
}
