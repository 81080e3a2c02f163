/** For tests: the least that `readEnv` takes. */
export const TEST_SETTINGS = {
  SUPABASE_URL: "https://ref.supabase.co",
  SUPABASE_DB_URL: "postgresql://direct",
  SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_x"}',
  SUPABASE_SECRET_KEYS: '{"default":"sb_secret_x"}',
  SUPABASE_JWKS: '{"keys":[]}',
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "token",
  PHONE_ENCRYPTION_KEY: "k".repeat(32),
};
