import { signUrl } from "../../../local/simulator/plivo/sign_url.ts";
import type { CarrierHarness } from "../support/carrier_harness.ts";

const HEADER = "x-plivo-signature-v2";

/** Plivo's ids, codes and webhooks, and what it lacks, for the contract. */
export function plivoWords(
  authToken: string,
): Pick<
  CarrierHarness,
  "toSid" | "codes" | "lacks" | "signedText" | "signedStatus" | "signatureHeader" | "mediaParams"
> {
  const signed = (url: string, params: [string, string][]) => {
    const nonce = crypto.randomUUID();
    return {
      url,
      body: new URLSearchParams(params).toString(),
      headers: new Headers({
        [HEADER]: signUrl(authToken, url, nonce),
        "x-plivo-signature-v2-nonce": nonce,
      }),
    };
  };
  return {
    toSid: (id) => `plivo:${id}`,
    codes: { invalid: "HTTP_400", rateLimited: "HTTP_429", optedOut: ["200"], undelivered: "80" },
    lacks: ["words", "deletion", "refused opt-outs", "signed bodies"],
    signedText: (url, { id, from, to, body }, more) =>
      signed(url, [
        ["MessageUUID", id],
        ["Text", body],
        ["To", to.slice(1)],
        ["From", from.slice(1)],
        ["MessageIntent", ""],
        ...more,
      ]),
    signedStatus: (url, { id, status, code, to }) =>
      signed(url, [
        ["MessageUUID", id],
        ["Status", status],
        ...(code === undefined ? [] : [["ErrorCode", code] as [string, string]]),
        ...(to === undefined ? [] : [["To", to.slice(1)] as [string, string]]),
      ]),
    signatureHeader: HEADER,
    mediaParams: (urls) => [
      ["MediaCount", String(urls.length)],
      ...urls.map((url, index): [string, string] => [`Media${index}`, url]),
    ],
  };
}
