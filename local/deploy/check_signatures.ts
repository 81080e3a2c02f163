import { Webhook } from "standardwebhooks";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { callFunctions } from "./call_functions.ts";
import { type Finding, missing, ok, wrong } from "./finding.ts";

/** A status of no text of ours: the function takes it, and changes nothing. */
const NO_TEXT = { MessageSid: `SM${"0".repeat(32)}`, MessageStatus: "sent" };

/** Whether the functions take what is signed with the file's token for this URL, as the carrier will sign it. */
export async function checkCarrierSignature(functionsUrl: string, token: string): Promise<Finding> {
  const path = `/sms-webhook/status?forward=${crypto.randomUUID()}`;
  const { status } = await callFunctions(functionsUrl, "POST", path, {
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": getExpectedTwilioSignature(token, functionsUrl + path, NO_TEXT),
    },
    body: new URLSearchParams(NO_TEXT).toString(),
  });
  return status === 204 ? ok("webhook signed with TWILIO_AUTH_TOKEN") : wrong(
    `webhook signed with TWILIO_AUTH_TOKEN is answered ${status}, not 204`,
    "the functions must have this token, and this URL as PUBLIC_FUNCTIONS_URL, to the letter",
  );
}

/** Whether the Send SMS hook is known by the file's secret. The request names nobody, so no text is sent. */
export async function checkHookSecret(functionsUrl: string, secret: string): Promise<Finding> {
  const what = "SMS_HOOK_SECRET";
  let webhook: Webhook;
  try {
    webhook = new Webhook(secret.replace(/^v1,whsec_/, ""));
  } catch {
    return wrong(what, "it must be v1,whsec_ and base64: copy it from the Auth settings");
  }
  const [id, at] = [`check-${crypto.randomUUID()}`, new Date()];
  const { body } = await callFunctions(functionsUrl, "POST", "/send-sms/auth-hook", {
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
      "webhook-signature": webhook.sign(id, at, "{}"),
    },
    body: "{}",
  });
  if (body?.code === "validation_failed") return ok(`${what} is that of the functions`);
  return body?.code === "not_configured"
    ? missing(
      `${what} or SMS_FROM_NUMBERS in the functions`,
      "npx supabase secrets set --env-file FILE",
    )
    : wrong(`${what} is not that of the functions`, "npx supabase secrets set --env-file FILE");
}
