import type { SignedRequest } from "../carrier.ts";

/** The parameters of a request that Twilio signed with this token, else null. */
export async function verifyWebhook(
  authToken: string,
  { url, headers, body }: SignedRequest,
): Promise<URLSearchParams | null> {
  const { validateRequest } = await import("twilio/lib/webhooks/webhooks.js");
  const signature = headers.get("x-twilio-signature");
  const params = new URLSearchParams(body);
  return signature && validateRequest(authToken, signature, url, toRecord(params)) ? params : null;
}

/** A repeated name keeps all of its values: the signature covers each (Twilio docs: usage/security). */
function toRecord(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}
