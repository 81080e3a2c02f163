import type postgres from "postgres";
import type { LocalCarrier } from "./open_carrier.ts";
import { createDemoUsers, type DemoUser } from "./create_demo_users.ts";
import { importPool, POOL_NUMBERS } from "./import_pool.ts";
import { registerNumbers } from "./register_numbers.ts";

/** Makes two people who can sign in and text, and a pool of numbers for them, in the database, the API and the carrier. */
export async function addDemoData(stack: {
  sql: postgres.Sql;
  apiUrl: string;
  secretKey: string;
  carrier: LocalCarrier;
  settings: Record<string, string>;
  log: (line: string) => void;
}): Promise<DemoUser[]> {
  const { apiUrl, carrier, settings } = stack;
  const users = await createDemoUsers(stack.sql, {
    current: settings.PHONE_ENCRYPTION_KEY!,
    previous: settings.PHONE_ENCRYPTION_KEY_PREVIOUS,
  });
  await importPool(apiUrl, stack.secretKey);
  const senders = [settings.SMS_FROM_NUMBERS, settings.SMS_PUBLIC_FROM_NUMBERS]
    .flatMap((list) => list?.split(",") ?? []).filter((number) => number !== "");
  const urls = {
    sms: `${settings.PUBLIC_FUNCTIONS_URL}/sms-webhook`,
    voice: `${settings.PUBLIC_FUNCTIONS_URL}/voice-webhook`,
  };
  try {
    await registerNumbers(carrier, [...POOL_NUMBERS, ...senders], urls);
  } catch (error) {
    if (carrier.own) throw error;
    stack.log(
      `Notice: ${
        (error as Error).message
      }; set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to its own, ` +
        `or give its numbers the webhooks ${urls.sms} and ${urls.voice} yourself`,
    );
  }
  return users;
}
