import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";

/** A form body and the signature that the carrier would send with it; a repeated name keeps all its values. */
export function signForm(
  authToken: string,
  url: string,
  params: [string, string][],
): { body: string; signature: string } {
  const values = Map.groupBy(params, ([name]) => name);
  const record = Object.fromEntries(
    [...values].map((
      [name, pairs],
    ) => [name, pairs.length === 1 ? pairs[0]![1] : pairs.map(([, value]) => value)]),
  );
  return {
    body: new URLSearchParams(params).toString(),
    signature: getExpectedTwilioSignature(authToken, url, record),
  };
}
