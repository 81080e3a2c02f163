import { signForm } from "../../supabase/tests/support/sign_form.ts";
import type { Route } from "../setup/connect_people.ts";

/** A signed webhook, ready to be posted. */
export type TextWebhook = { headers: string; body: string; text: string };

/** `count` inbound texts over the routes in turn, signed before the clock runs. */
export function textWebhooks(
  carrier: { accountSid: string; authToken: string; url: string },
  routes: Route[],
  count: number,
): TextWebhook[] {
  return Array.from({ length: count }, (_, index) => {
    const { from, to } = routes[index % routes.length]!;
    const text = `On my way, be there soon ${crypto.randomUUID()}`;
    const { body, signature } = signForm(carrier.authToken, carrier.url, [
      ["MessageSid", `SM${crypto.randomUUID().replaceAll("-", "")}`],
      ["AccountSid", carrier.accountSid],
      ["From", from],
      ["To", to],
      ["Body", text],
      ["NumMedia", "0"],
      ["NumSegments", "1"],
    ]);
    return { headers: signedHeaders(signature), body, text };
  });
}

/** The header lines of a signed form. */
export function signedHeaders(signature: string): string {
  return "content-type: application/x-www-form-urlencoded\r\n" +
    `x-twilio-signature: ${signature}\r\n`;
}
