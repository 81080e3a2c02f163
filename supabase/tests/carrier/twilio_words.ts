import type { CarrierHarness } from "../support/carrier_harness.ts";
import { signForm } from "../support/sign_form.ts";

const HEADER = "x-twilio-signature";

/** Twilio's ids, codes and webhooks, for the contract. */
export function twilioWords(
  authToken: string,
): Pick<
  CarrierHarness,
  "toSid" | "codes" | "signedText" | "signedStatus" | "signatureHeader" | "mediaParams"
> {
  const signed = (url: string, params: [string, string][]) => {
    const { body, signature } = signForm(authToken, url, params);
    return { url, body, headers: new Headers({ [HEADER]: signature }) };
  };
  return {
    toSid: (id) => id,
    codes: {
      invalid: "21211",
      rateLimited: "20429",
      optedOut: ["21610", "30004"],
      undelivered: "30003",
    },
    signedText: (url, { id, from, to, body }, more) =>
      signed(url, [
        ["MessageSid", id],
        ["Body", body],
        ["To", to],
        ["From", from],
        ...(more.some(([name]) => name === "NumMedia")
          ? []
          : [["NumMedia", "0"] as [string, string]]),
        ...more,
      ]),
    signedStatus: (url, { id, status, code = "", to }) =>
      signed(url, [
        ["MessageSid", id],
        ["MessageStatus", status],
        ["ErrorCode", code],
        ...(to === undefined ? [] : [["To", to] as [string, string]]),
      ]),
    signatureHeader: HEADER,
    mediaParams: (urls) => [
      ["NumMedia", String(urls.length)],
      ...urls.map((url, index): [string, string] => [`MediaUrl${index}`, url]),
    ],
  };
}
