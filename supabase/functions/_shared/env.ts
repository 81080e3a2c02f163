import * as z from "zod";
import { PROVIDERS } from "./carrier/provider.ts";
import { LANGUAGES } from "./language/language.ts";

// To compile a schema takes a start longer than it saves a request.
z.config({ jitless: true });

const list = <T extends z.ZodType<string, string>>(item: T) =>
  z.string().default("").transform((text) =>
    text.split(",").map((part) => part.trim()).filter((part) => part !== "")
  ).pipe(z.array(item));

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context) => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("must be JSON");
      return z.NEVER;
    }
  }).pipe(schema);

const url = z.url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .transform((text) => text.replace(/\/+$/, ""));
const count = (fallback: number, min = 0) =>
  z.coerce.number({ error: "must be a number" }).int().min(min).max(1_000_000_000).default(
    fallback,
  );
const days = z.coerce.number({ error: "must be a number" }).int().min(0).max(36_500).optional();
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be E.164 numbers, as +14155550100");
const country = z.string().regex(/^[A-Z]{2}$/, "must be ISO 3166 codes, as US,AU");
const keys = json(z.record(z.string(), z.string().min(1)));
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const quietHours = z.string().regex(
  new RegExp(`^${time}-${time}$`),
  "must be two times of the day, as 21:00-08:00",
).transform((text) => {
  const [from, to] = text.split("-").map((part) =>
    Number(part.slice(0, 2)) * 60 + Number(part.slice(3))
  );
  return { from: from!, to: to! };
}).refine(({ from, to }) => from !== to, "must leave some time of the day");
/** Where the app is told something: signed, but not to be read on the way, unless the way is this machine's own. */
const webhookUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? "");
  return (url?.protocol === "https:" || url?.protocol === "http:" && isLocal) &&
    url.username === "" && url.password === "";
}, "must be an https URL (http on localhost), without a user name");
/** As the Standard Webhooks spec has it: 24 to 64 bytes in base64 behind whsec_. */
const webhookSecret = z.string().refine((text) => {
  const [, base64] = /^whsec_((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/
    .exec(text) ?? [];
  const bytes = base64 === undefined ? 0 : atob(base64).length;
  return bytes >= 24 && bytes <= 64;
}, "must be whsec_ and 24 to 64 bytes in base64");
const secret = z.string().min(32, "must hold 32 characters at least");

const settings = z.object({
  SUPABASE_URL: url,
  SUPABASE_DB_URL: z.string().min(1),
  MASKLINE_DB_URL: z.string().min(1).optional(),
  SUPABASE_PUBLISHABLE_KEYS: keys,
  SUPABASE_SECRET_KEYS: keys,
  SUPABASE_JWKS: json(z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })).optional(),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/, "must be AC and 32 hex digits"),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_API_KEY: z.string().startsWith("SK", "must start with SK").optional(),
  TWILIO_API_SECRET: z.string().min(1).optional(),
  TWILIO_MESSAGING_SERVICE_SID: z.string().startsWith("MG", "must start with MG").optional(),
  TWILIO_API_BASE_URL: url.default("https://api.twilio.com"),
  PLIVO_AUTH_ID: z.string().regex(/^[MS]A[0-9A-Z]{18}$/, "must be MA or SA and 18 more").optional(),
  PLIVO_AUTH_TOKEN: z.string().min(1).optional(),
  PLIVO_API_BASE_URL: url.default("https://api.plivo.com"),
  PHONE_ENCRYPTION_KEY: secret,
  PHONE_ENCRYPTION_KEY_PREVIOUS: secret.optional(),
  PUBLIC_FUNCTIONS_URL: url.optional(),
  SMS_PUBLIC_FROM_NUMBERS: list(e164),
  SMS_PUBLIC_LINK_ORIGINS: list(url),
  SMS_FROM_NUMBERS: list(e164),
  SMS_ALLOWED_COUNTRIES: list(country),
  SMS_HOOK_SECRET: z.string().startsWith("v1,whsec_", "must start with v1,whsec_").optional(),
  PHONE_DEFAULT_COUNTRIES: list(country),
  PHONE_MASKING_ENABLED: z.stringbool({ error: "must be true or false" }).default(true),
  PHONE_MASKING_PROVIDER: z.enum(PROVIDERS, `must be one of ${PROVIDERS.join(", ")}`)
    .default("twilio"),
  CONVERSATION_TTL_SECONDS: count(604_800, 1),
  CONVERSATION_COOLDOWN_SECONDS: count(604_800),
  RATE_LIMIT_MESSAGES_PER_HOUR: count(20, 1),
  RELAY_MESSAGES_PER_HOUR: count(200, 1),
  VERIFICATION_CODE_EXPIRY_MINUTES: count(10, 1),
  // A few at once have to fit into a function's memory.
  MAX_MEDIA_SIZE_MB: z.coerce.number({ error: "must be a number" }).min(0).max(20).default(5),
  MEDIA_UNCLEANED: z.enum(["drop", "pass"], "must be drop or pass").default("drop"),
  QUIET_HOURS: quietHours.optional(),
  CONTROL_WORDS: list(z.enum(["BLOCK", "REPORT"], "must be BLOCK, REPORT or both")),
  POLICY_WEBHOOK_URL: webhookUrl.optional(),
  POLICY_WEBHOOK_SECRET: webhookSecret.optional(),
  // Asking, recording and the sends behind it have a minute.
  POLICY_DEADLINE_MS: z.coerce.number({ error: "must be a number" }).int().min(100).max(20_000)
    .default(3_000),
  POLICY_ON_FAILURE: z.enum(["hold", "pass"], "must be hold or pass").default("hold"),
  STRANGERS_WEBHOOK_URL: webhookUrl.optional(),
  STRANGERS_WEBHOOK_SECRET: webhookSecret.optional(),
  // Somebody may be on the line, of whom the carrier hangs up after 15 seconds; the policy hook may take eight of them.
  STRANGERS_DEADLINE_MS: z.coerce.number({ error: "must be a number" }).int().min(100).max(5_000)
    .default(3_000),
  BODY_RETENTION_DAYS: count(30),
  CARRIER_RETENTION_DAYS: days,
  CONVERSATION_RETENTION_DAYS: days,
  AUDIT_RETENTION_DAYS: z.coerce.number({ error: "must be a number" }).int().min(90).max(36_500)
    .optional(),
  RELAY_CALLS_PER_HOUR: count(60, 1),
  VOICE_LANGUAGE: z.enum(LANGUAGES, `must be one of ${LANGUAGES.join(", ")}`).default("en-US"),
  VOICE_ACCEPT_PROMPT: z.stringbool({ error: "must be true or false" }).default(true),
  VOICE_ANNOUNCE: z.stringbool({ error: "must be true or false" }).default(false),
  VOICE_RING_SECONDS: z.coerce.number({ error: "must be a number" }).int().min(5).max(120)
    .default(20),
  VOICE_MAX_SECONDS: z.coerce.number({ error: "must be a number" }).int().min(60).max(14_400)
    .default(3_600),
  VOICE_PIN_LENGTH: z.coerce.number({ error: "must be a number" }).int().min(4).max(8).default(6),
  VOICEMAIL_DAYS: z.coerce.number({ error: "must be a number" }).int().min(1).max(30).optional(),
  RECORDING_DAYS: z.coerce.number({ error: "must be a number" }).int().min(1).max(30).optional(),
  EVENTS_WEBHOOK_URL: webhookUrl.optional(),
  EVENTS_WEBHOOK_SECRET: webhookSecret.optional(),
});

const schema = settings.refine(
  (env) => (env.TWILIO_API_KEY === undefined) === (env.TWILIO_API_SECRET === undefined),
  {
    path: ["TWILIO_API_SECRET"],
    error: "must be set together with TWILIO_API_KEY",
  },
).refine((env) => (env.PLIVO_AUTH_ID === undefined) === (env.PLIVO_AUTH_TOKEN === undefined), {
  path: ["PLIVO_AUTH_TOKEN"],
  error: "must be set together with PLIVO_AUTH_ID",
}).refine(
  (env) => (env.EVENTS_WEBHOOK_URL === undefined) === (env.EVENTS_WEBHOOK_SECRET === undefined),
  { path: ["EVENTS_WEBHOOK_SECRET"], error: "must be set together with EVENTS_WEBHOOK_URL" },
).refine((env) => env.PHONE_MASKING_PROVIDER !== "plivo" || env.PLIVO_AUTH_ID !== undefined, {
  path: ["PLIVO_AUTH_ID"],
  error: "must be set for PHONE_MASKING_PROVIDER",
}).refine(
  (env) => (env.POLICY_WEBHOOK_URL === undefined) === (env.POLICY_WEBHOOK_SECRET === undefined),
  { path: ["POLICY_WEBHOOK_SECRET"], error: "must be set together with POLICY_WEBHOOK_URL" },
).refine(
  (env) =>
    (env.STRANGERS_WEBHOOK_URL === undefined) === (env.STRANGERS_WEBHOOK_SECRET === undefined),
  { path: ["STRANGERS_WEBHOOK_SECRET"], error: "must be set together with STRANGERS_WEBHOOK_URL" },
).transform((env) => ({
  ...env,
  MASKLINE_DB_URL: env.MASKLINE_DB_URL ?? env.SUPABASE_DB_URL,
  PUBLIC_FUNCTIONS_URL: env.PUBLIC_FUNCTIONS_URL ?? `${env.SUPABASE_URL}/functions/v1`,
  PHONE_DEFAULT_COUNTRIES: env.PHONE_DEFAULT_COUNTRIES.length > 0
    ? env.PHONE_DEFAULT_COUNTRIES
    : ["US", "AU"],
})).transform((env) => ({
  ...env,
  SMS_ALLOWED_COUNTRIES: env.SMS_ALLOWED_COUNTRIES.length > 0
    ? env.SMS_ALLOWED_COUNTRIES
    : env.PHONE_DEFAULT_COUNTRIES,
}));

/** All settings, parsed; `.env.example` describes each. */
export type Env = z.infer<typeof schema>;

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/** Parses the environment, the only place that reads it; an empty value counts as unset. Throws one error that names every bad variable. */
export function readEnv(source: Record<string, string | undefined> = Deno.env.toObject()): Env {
  const result = parse(source);
  if ("env" in result) return result.env;
  const problems = result.wrong.map(({ name, problem }) => `${name} ${problem}`);
  throw new Error(`Read the settings: ${problems.join("; ")}`);
}

/** Each setting that is missing or wrong, and why, without its value. */
export function findWrongSettings(source: Record<string, string | undefined>): WrongSetting[] {
  const result = parse(source);
  return "env" in result ? [] : result.wrong;
}

/** A setting that `readEnv` refuses; `isSet` is false for one that is missing. */
export type WrongSetting = { name: string; problem: string; isSet: boolean };

function parse(
  source: Record<string, string | undefined>,
): { env: Env } | { wrong: WrongSetting[] } {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(set);
  if (result.success) return { env: result.data };
  const wrong = new Map<string, WrongSetting>();
  for (const issue of result.error.issues) {
    const name = String(issue.path[0]);
    const isSet = set[name] !== undefined;
    const problem = isSet ? issue.message : "is not set";
    wrong.set(`${name} ${problem}`, { name, problem, isSet });
  }
  return { wrong: [...wrong.values()] };
}
