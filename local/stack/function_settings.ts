import { randomText } from "../auth/random_text.ts";

/** The settings that are ours to choose; the caller's own values win over those of the local stack. */
const OWN_SETTINGS = [
  ...["MASKLINE_DB_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY"],
  ...["TWILIO_API_SECRET", "TWILIO_MESSAGING_SERVICE_SID", "TWILIO_API_BASE_URL"],
  ...["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_API_BASE_URL"],
  ...["PHONE_ENCRYPTION_KEY", "PHONE_ENCRYPTION_KEY_PREVIOUS", "PUBLIC_FUNCTIONS_URL"],
  ...["SMS_PUBLIC_FROM_NUMBERS", "SMS_PUBLIC_LINK_ORIGINS", "SMS_FROM_NUMBERS"],
  ...["SMS_ALLOWED_COUNTRIES", "SMS_HOOK_SECRET", "PHONE_DEFAULT_COUNTRIES"],
  ...["PHONE_MASKING_ENABLED", "PHONE_MASKING_PROVIDER", "CONVERSATION_TTL_SECONDS"],
  ...["CONVERSATION_COOLDOWN_SECONDS", "RATE_LIMIT_MESSAGES_PER_HOUR", "RELAY_MESSAGES_PER_HOUR"],
  ...[
    "MAX_MEDIA_SIZE_MB",
    "MEDIA_UNCLEANED",
    "VERIFICATION_CODE_EXPIRY_MINUTES",
    "BODY_RETENTION_DAYS",
  ],
  ...["CARRIER_RETENTION_DAYS", "CONVERSATION_RETENTION_DAYS", "AUDIT_RETENTION_DAYS"],
  ...["QUIET_HOURS", "CONTROL_WORDS"],
  ...["POLICY_WEBHOOK_URL", "POLICY_WEBHOOK_SECRET", "POLICY_DEADLINE_MS", "POLICY_ON_FAILURE"],
  ...["STRANGERS_WEBHOOK_URL", "STRANGERS_WEBHOOK_SECRET", "STRANGERS_DEADLINE_MS"],
  ...["RELAY_CALLS_PER_HOUR", "VOICE_LANGUAGE", "VOICE_ACCEPT_PROMPT", "VOICE_RING_SECONDS"],
  ...["VOICE_ANNOUNCE", "VOICE_MAX_SECONDS", "VOICE_PIN_LENGTH", "VOICEMAIL_DAYS"],
  "RECORDING_DAYS",
  ...["EVENTS_WEBHOOK_URL", "EVENTS_WEBHOOK_SECRET"],
];

/** What the caller's environment says of our settings; an empty value says nothing. */
export function ownSettings(environment: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    OWN_SETTINGS.filter((name) => environment[name]).map((name) => [name, environment[name]!]),
  );
}

/** The whole environment of the functions, as the platform and `supabase secrets set` would make it. */
export function functionSettings(stack: {
  apiUrl: string;
  databaseUrl: string;
  masklineDatabaseUrl: string;
  simulatorUrl: string;
  publishableKey: string;
  secretKey: string;
  jwks: unknown;
  twilio: { accountSid: string; authToken: string };
  own: Record<string, string>;
}): Record<string, string> {
  return {
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_DB_URL: stack.databaseUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: stack.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: stack.secretKey }),
    SUPABASE_JWKS: JSON.stringify(stack.jwks),
    MASKLINE_DB_URL: stack.masklineDatabaseUrl,
    TWILIO_ACCOUNT_SID: stack.twilio.accountSid,
    TWILIO_AUTH_TOKEN: stack.twilio.authToken,
    TWILIO_API_BASE_URL: stack.simulatorUrl,
    PLIVO_API_BASE_URL: stack.simulatorUrl,
    PHONE_ENCRYPTION_KEY: randomText(48),
    PUBLIC_FUNCTIONS_URL: `${stack.apiUrl}/functions/v1`,
    SMS_FROM_NUMBERS: "+14155550198",
    SMS_PUBLIC_FROM_NUMBERS: "+14155550199",
    SMS_PUBLIC_LINK_ORIGINS: "https://app.example.com",
    SMS_ALLOWED_COUNTRIES: "US,CA,AU",
    SMS_HOOK_SECRET: `v1,whsec_${crypto.getRandomValues(new Uint8Array(32)).toBase64()}`,
    ...stack.own,
  };
}
