import assert from "node:assert/strict";
import { readEnv } from "./env.ts";

const GOOD = {
  SUPABASE_URL: "https://ref.supabase.co/",
  SUPABASE_DB_URL: "postgresql://direct",
  SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_x"}',
  SUPABASE_SECRET_KEYS: '{"default":"sb_secret_x"}',
  SUPABASE_JWKS: '{"keys":[{"kty":"EC"}]}',
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "token",
  PHONE_ENCRYPTION_KEY: "k".repeat(32),
};

Deno.test("readEnv() fills in what is not set", () => {
  const env = readEnv(GOOD);
  assert.deepEqual(
    [
      env.MASKLINE_DB_URL,
      env.PUBLIC_FUNCTIONS_URL,
      env.PHONE_DEFAULT_COUNTRIES,
      env.SMS_ALLOWED_COUNTRIES,
    ],
    ["postgresql://direct", "https://ref.supabase.co/functions/v1", ["US", "AU"], ["US", "AU"]],
  );
  assert.deepEqual(
    [
      env.CONVERSATION_TTL_SECONDS,
      env.CONVERSATION_COOLDOWN_SECONDS,
      env.RATE_LIMIT_MESSAGES_PER_HOUR,
      env.RELAY_MESSAGES_PER_HOUR,
    ],
    [604_800, 604_800, 20, 200],
  );
  assert.deepEqual([env.PHONE_MASKING_ENABLED, env.SMS_FROM_NUMBERS, env.BODY_RETENTION_DAYS], [
    true,
    [],
    30,
  ]);
  assert.equal(env.VERIFICATION_CODE_EXPIRY_MINUTES, 10);
  assert.deepEqual([env.MAX_MEDIA_SIZE_MB, env.MEDIA_UNCLEANED], [5, "drop"]);
});

Deno.test("readEnv() reads lists, numbers and switches; an empty value counts as unset", () => {
  const env = readEnv({
    ...GOOD,
    SMS_FROM_NUMBERS: "+14155550198, +14155550199",
    SMS_ALLOWED_COUNTRIES: "US",
    PHONE_MASKING_ENABLED: "false",
    CONVERSATION_COOLDOWN_SECONDS: "0",
    TWILIO_API_KEY: "",
  });
  assert.deepEqual(env.SMS_FROM_NUMBERS, ["+14155550198", "+14155550199"]);
  assert.deepEqual([
    env.SMS_ALLOWED_COUNTRIES,
    env.PHONE_MASKING_ENABLED,
    env.CONVERSATION_COOLDOWN_SECONDS,
  ], [["US"], false, 0]);
  assert.equal(env.TWILIO_API_KEY, undefined);
});

Deno.test("readEnv() names every bad setting in one error, and shows no value", () => {
  const bad = {
    SUPABASE_URL: "no url",
    SUPABASE_SECRET_KEYS: "not json",
    TWILIO_ACCOUNT_SID: "US123",
    TWILIO_API_KEY: "SK123",
    PHONE_ENCRYPTION_KEY: "short secret",
    SMS_FROM_NUMBERS: "4155550198",
    SMS_HOOK_SECRET: "whsec_x",
    PHONE_DEFAULT_COUNTRIES: "usa",
    PHONE_MASKING_ENABLED: "perhaps",
    PHONE_MASKING_PROVIDER: "pigeon",
    CONVERSATION_TTL_SECONDS: "0",
    BODY_RETENTION_DAYS: "-1",
    QUIET_HOURS: "9pm-8am",
    CONTROL_WORDS: "BLOCK,MUTE",
    POLICY_WEBHOOK_URL: "ftp://policy.example.com",
    POLICY_WEBHOOK_SECRET: "whsec_tooshort",
    POLICY_DEADLINE_MS: "60000",
    POLICY_ON_FAILURE: "open",
    STRANGERS_WEBHOOK_URL: "http://app.example.com/strangers",
    STRANGERS_WEBHOOK_SECRET: "whsec_",
    STRANGERS_DEADLINE_MS: "15000",
    VOICE_LANGUAGE: "tlh-QO",
    VOICE_ACCEPT_PROMPT: "maybe",
    VOICE_RING_SECONDS: "4",
    VOICE_MAX_SECONDS: "14401",
    VOICE_PIN_LENGTH: "9",
    VOICEMAIL_DAYS: "0",
    RECORDING_DAYS: "31",
    AUDIT_RETENTION_DAYS: "89",
    EVENTS_WEBHOOK_URL: "ftp://app.example.com/events",
    EVENTS_WEBHOOK_SECRET: "whsec_c2hvcnQ=",
  };
  assert.throws(
    () => readEnv({ ...GOOD, ...bad, TWILIO_AUTH_TOKEN: undefined }),
    (error: Error) => {
      for (const name of Object.keys(bad)) {
        if (name !== "TWILIO_API_KEY") assert.ok(error.message.includes(name), name);
      }
      assert.match(error.message, /TWILIO_AUTH_TOKEN is not set/);
      for (
        const value of ["no url", "not json", "US123", "short secret", "4155550198", "pigeon"]
      ) assert.ok(!error.message.includes(value), value);
      return true;
    },
  );
});

Deno.test("readEnv() wants the API key and its secret together", () => {
  assert.throws(() => readEnv({ ...GOOD, TWILIO_API_KEY: "SK1" }), /TWILIO_API_SECRET/);
});

Deno.test("readEnv() wants a receiver of events and its secret together, over https unless it is local", () => {
  const secret = `whsec_${new Uint8Array(32).toBase64()}`;
  const read = (url: string, secretText = secret) =>
    readEnv({ ...GOOD, EVENTS_WEBHOOK_URL: url, EVENTS_WEBHOOK_SECRET: secretText })
      .EVENTS_WEBHOOK_URL;
  for (
    const url of [
      "https://app.example.com/events/",
      "http://127.0.0.1:8000/events",
      "http://localhost",
      "http://[::1]:1/",
    ]
  ) assert.equal(read(url), url);
  for (
    const url of [
      "http://app.example.com/events",
      "http://127.example.com",
      "http://localhost.example.com",
      "https://user:password@app.example.com",
      "app.example.com",
    ]
  ) assert.throws(() => read(url), /EVENTS_WEBHOOK_URL must/, url);
  for (const bytes of [24, 64]) {
    read("https://x.example", `whsec_${new Uint8Array(bytes).toBase64()}`);
  }
  for (
    const bad of [
      secret.replace("whsec_", ""),
      `whsec_${new Uint8Array(23).toBase64()}`,
      `whsec_${new Uint8Array(65).toBase64()}`,
      `whsec_${"-".repeat(32)}`,
    ]
  ) assert.throws(() => read("https://x.example", bad), /EVENTS_WEBHOOK_SECRET must/, bad);
  assert.throws(() => read("https://x.example", ""), /EVENTS_WEBHOOK_SECRET is not set/);
  assert.throws(() => read(""), /EVENTS_WEBHOOK_SECRET must be set together/);
});

Deno.test("readEnv() wants the policy hook and its secret together, and holds texts by default", () => {
  const hook = {
    POLICY_WEBHOOK_URL: "https://policy.example.com/texts/",
    POLICY_WEBHOOK_SECRET: `whsec_${btoa("k".repeat(32))}`,
  };
  const env = readEnv({ ...GOOD, ...hook });
  assert.deepEqual(
    [env.POLICY_WEBHOOK_URL, env.POLICY_DEADLINE_MS, env.POLICY_ON_FAILURE],
    [hook.POLICY_WEBHOOK_URL, 3_000, "hold"],
  );
  assert.throws(
    () => readEnv({ ...GOOD, ...hook, POLICY_WEBHOOK_URL: "" }),
    /POLICY_WEBHOOK_SECRET/,
  );
  assert.throws(
    () => readEnv({ ...GOOD, ...hook, POLICY_WEBHOOK_SECRET: "" }),
    /POLICY_WEBHOOK_SECRET/,
  );
});

Deno.test("readEnv() takes where to ask about strangers with its secret, and neither alone", () => {
  const hook = {
    STRANGERS_WEBHOOK_URL: "https://app.example.com/strangers",
    STRANGERS_WEBHOOK_SECRET: `whsec_${btoa("k".repeat(32))}`,
  };
  assert.equal(readEnv({ ...GOOD, ...hook }).STRANGERS_DEADLINE_MS, 3_000);
  for (const name of Object.keys(hook)) {
    assert.throws(() => readEnv({ ...GOOD, ...hook, [name]: "" }), /STRANGERS_WEBHOOK_SECRET/);
  }
});

Deno.test("readEnv() wants all of Plivo's credentials or none, and those of the carrier that is the default", () => {
  const plivo = { PLIVO_AUTH_ID: "MA0123456789ABCDEF01", PLIVO_AUTH_TOKEN: "token" };
  assert.equal(readEnv(GOOD).PHONE_MASKING_PROVIDER, "twilio");
  const env = readEnv({ ...GOOD, ...plivo, PHONE_MASKING_PROVIDER: "plivo" });
  assert.deepEqual([env.PHONE_MASKING_PROVIDER, env.PLIVO_API_BASE_URL], [
    "plivo",
    "https://api.plivo.com",
  ]);
  assert.throws(() => readEnv({ ...GOOD, ...plivo, PLIVO_AUTH_TOKEN: "" }), /PLIVO_AUTH_TOKEN/);
  assert.throws(() => readEnv({ ...GOOD, ...plivo, PLIVO_AUTH_ID: "" }), /PLIVO_AUTH_TOKEN/);
  assert.throws(() => readEnv({ ...GOOD, ...plivo, PLIVO_AUTH_ID: "AC1" }), /PLIVO_AUTH_ID/);
  assert.throws(() => readEnv({ ...GOOD, PHONE_MASKING_PROVIDER: "plivo" }), /PLIVO_AUTH_ID/);
  assert.throws(
    () => readEnv({ ...GOOD, PHONE_MASKING_PROVIDER: "pigeon" }),
    /must be one of twilio, plivo/,
  );
});

Deno.test("readEnv() reads quiet hours as minutes of the day, and has none and no control words by default", () => {
  const env = readEnv(GOOD);
  assert.deepEqual([env.QUIET_HOURS, env.CONTROL_WORDS], [undefined, []]);
  const set = readEnv({ ...GOOD, QUIET_HOURS: "21:00-08:30", CONTROL_WORDS: "BLOCK, REPORT" });
  assert.deepEqual(set.QUIET_HOURS, { from: 1260, to: 510 });
  assert.deepEqual(set.CONTROL_WORDS, ["BLOCK", "REPORT"]);
  for (const bad of ["21:00", "24:00-08:00", "21:60-08:00", "21:00-21:00", "9:00-10:00", "x"]) {
    assert.throws(() => readEnv({ ...GOOD, QUIET_HOURS: bad }), /QUIET_HOURS/, bad);
  }
});
