import { createHmac } from "node:crypto";

/** `X-Plivo-Signature-V2` of a request to this URL (docs.plivo.com/docs/messaging/concepts/signature-validation). */
export function signUrl(authToken: string, url: string, nonce: string): string {
  return createHmac("sha256", authToken).update(url.replace(/\?.*$/, "") + nonce).digest("base64");
}
