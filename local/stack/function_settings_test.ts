import assert from "node:assert/strict";
import { readEnv } from "../../supabase/functions/_shared/env.ts";
import { functionSettings, ownSettings } from "./function_settings.ts";

const STACK = {
  apiUrl: "http://127.0.0.1:1",
  databaseUrl: "postgresql://postgres:a@127.0.0.1:2/postgres",
  masklineDatabaseUrl: "postgresql://maskline:b@127.0.0.1:2/postgres",
  simulatorUrl: "http://127.0.0.1:3",
  publishableKey: "sb_publishable_test",
  secretKey: "sb_secret_test",
  jwks: { keys: [{ kty: "EC" }] },
  twilio: { accountSid: `AC${"0".repeat(32)}`, authToken: "token" },
  own: {},
};

Deno.test("functionSettings() are settings that the functions take", () => {
  const env = readEnv(functionSettings(STACK));
  assert.equal(env.MASKLINE_DB_URL, STACK.masklineDatabaseUrl);
  assert.equal(env.PUBLIC_FUNCTIONS_URL, "http://127.0.0.1:1/functions/v1");
  assert.deepEqual(env.SMS_ALLOWED_COUNTRIES, ["US", "CA", "AU"]);
});

Deno.test("ownSettings() override, the platform's and empty ones aside", () => {
  const own = ownSettings({
    SUPABASE_URL: "https://example.com",
    PHONE_DEFAULT_COUNTRIES: "",
    BODY_RETENTION_DAYS: "1",
    HOME: "/home",
  });
  assert.deepEqual(own, { BODY_RETENTION_DAYS: "1" });
  assert.equal(functionSettings({ ...STACK, own }).BODY_RETENTION_DAYS, "1");
});
