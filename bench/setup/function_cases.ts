import { signForm } from "../../supabase/tests/support/sign_form.ts";
import { textWebhooks } from "../load/text_webhooks.ts";
import { type BenchCarrier, SECRET_KEY, VOICE_URL, WEBHOOK_URL } from "./function_settings.ts";

/** A module that is served, and its first request. */
export type Case = { entry: URL; path: string; request: () => RequestInit };

/** Each function with a request that it answers with success on an empty database; `jwt` is a signed-in user's. */
export function functionCases(carrier: BenchCarrier, jwt: string): Record<string, Case> {
  const own = (path: string) =>
    new URL(`../../supabase/functions/${path}/index.ts`, import.meta.url);
  const service = { apikey: SECRET_KEY, "content-type": "application/json" };
  return {
    "sms-webhook": {
      entry: own("sms-webhook"),
      path: "/sms-webhook",
      request: () => {
        const [webhook] = textWebhooks({ ...carrier, url: WEBHOOK_URL }, [
          { from: "+14155550101", to: "+14155550110" },
        ], 1);
        const headers = webhook!.headers.trim().split("\r\n").map((line) => line.split(": "));
        return { method: "POST", headers: headers as [string, string][], body: webhook!.body };
      },
    },
    "send-sms": {
      entry: own("send-sms"),
      path: "/send-sms",
      request: () => ({ method: "POST", headers: service, body: '{"action":"health"}' }),
    },
    masking: {
      entry: own("masking"),
      path: "/masking/conversations",
      request: () => ({ headers: service }),
    },
    "phone-numbers": {
      entry: own("phone-numbers"),
      path: "/phone-numbers",
      request: () => ({ headers: { authorization: `Bearer ${jwt}` } }),
    },
    "voice-webhook": {
      entry: own("voice-webhook"),
      path: "/voice-webhook",
      request: () => {
        const { body, signature } = signForm(carrier.authToken, VOICE_URL, [
          ["CallSid", `CA${crypto.randomUUID().replaceAll("-", "")}`],
          ["From", "+14155550101"],
          ["To", "+14155550110"],
          ["CallStatus", "ringing"],
        ]);
        return {
          method: "POST",
          headers: {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": signature,
          },
          body,
        };
      },
    },
    "expire-conversations": {
      entry: own("expire-conversations"),
      path: "/expire-conversations",
      request: () => ({ method: "POST", headers: service }),
    },
  };
}
