import { functionSettings } from "../../local/stack/function_settings.ts";

/** The carrier account of the bench; the token is made anew each time. */
export type BenchCarrier = { accountSid: string; authToken: string };

export function benchCarrier(): BenchCarrier {
  return { accountSid: `AC${"0".repeat(32)}`, authToken: crypto.randomUUID() };
}

/** Where webhooks are said to be called: signatures cover it, nobody listens there. */
const PUBLIC_URL = "http://127.0.0.1/functions/v1";

/** The URL that the carrier signs for an inbound text. */
export const WEBHOOK_URL = `${PUBLIC_URL}/sms-webhook`;

/** The URL that the carrier signs for an inbound call. */
export const VOICE_URL = `${PUBLIC_URL}/voice-webhook`;

/** The secret key that the functions under measurement take. */
export const SECRET_KEY = "sb_secret_bench";

/** The environment of the functions under measurement. */
export function benchSettings(
  databaseUrl: string,
  carrierUrl: string,
  carrier: BenchCarrier,
  own: Record<string, string> = {},
): Record<string, string> {
  return functionSettings({
    apiUrl: "http://127.0.0.1",
    databaseUrl,
    masklineDatabaseUrl: databaseUrl,
    simulatorUrl: carrierUrl,
    publishableKey: "sb_publishable_bench",
    secretKey: SECRET_KEY,
    jwks: { keys: [] },
    twilio: carrier,
    own: {
      PUBLIC_FUNCTIONS_URL: PUBLIC_URL,
      RELAY_MESSAGES_PER_HOUR: "1000000000",
      ...own,
    },
  });
}
