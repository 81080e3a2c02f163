import postgres from "postgres";
import { redact } from "../../supabase/functions/_shared/privacy/redact.ts";
import { describeError } from "../process/describe_error.ts";
import { checkCron } from "./check_cron.ts";
import { checkFunctions, checkHealth } from "./check_functions.ts";
import { checkKeyOfDatabase, checkKeyOfFunctions } from "./check_key.ts";
import { checkMigrations } from "./check_migrations.ts";
import { checkPool, checkSenders, checkWebhooksOfPool } from "./check_numbers.ts";
import { checkOutgoingUrls } from "./check_outgoing_urls.ts";
import { checkProtection } from "./check_protection.ts";
import { checkLogin, checkRole } from "./check_role.ts";
import { checkSettings } from "./check_settings.ts";
import { checkCarrierSignature, checkHookSecret } from "./check_signatures.ts";
import { checkText } from "./check_text.ts";
import type { Deployment } from "./deployment.ts";
import { type Finding, skipped, wrong } from "./finding.ts";
import type { Project } from "./read_project.ts";

type Check = () => Promise<Finding | Finding[]> | AsyncIterable<Finding> | Finding[];

/** Looks at all of a deployment that was told of, and says what it finds as it goes. `signal` gives up between two checks. */
export async function* runChecks(
  deployment: Deployment,
  project: Project,
  signal?: AbortSignal,
): AsyncGenerator<Finding> {
  const sql = deployment.databaseUrl === undefined
    ? undefined
    : postgres(deployment.databaseUrl, { max: 1, prepare: false, onnotice: () => {} });
  try {
    for (const [what, check] of listChecks(deployment, project, sql, signal)) {
      signal?.throwIfAborted();
      try {
        const found = await check();
        if (Symbol.asyncIterator in found) yield* found;
        else yield* Array.isArray(found) ? found : [found];
      } catch (error) {
        if (signal?.aborted) throw error;
        // A database's message may hold an address of its URL; what it is about is enough.
        yield wrong(`${what} could not be looked at`, redact(describeError(error)));
      }
    }
  } finally {
    await sql?.end({ timeout: 1 });
  }
}

function listChecks(
  { functionsUrl: url, secretKey, settings, textTo }: Deployment,
  project: Project,
  sql: postgres.Sql | undefined,
  signal: AbortSignal | undefined,
): [string, Check][] {
  const service = url === undefined || secretKey === undefined
    ? undefined
    : { functionsUrl: url, secretKey };
  const key = settings?.PHONE_ENCRYPTION_KEY;
  const secrets = key === undefined || key.length < 32 ? undefined : {
    current: key,
    previous: settings?.PHONE_ENCRYPTION_KEY_PREVIOUS || undefined,
  };
  const { MASKLINE_DB_URL: login, TWILIO_AUTH_TOKEN: token, SMS_HOOK_SECRET: hook } = settings ??
    {};
  const unless = (given: unknown, what: string, todo: string): [string, Check][] =>
    given === undefined ? [[what, () => [skipped(what, todo)]]] : [];
  const when = (isGiven: unknown, ...checks: [string, Check][]) => isGiven ? checks : [];

  return [
    ...unless(settings, "settings", "--env FILE"),
    ...when(settings, ["settings", () => checkSettings(settings!)]),
    ...when(settings, ["the app's servers", () => checkOutgoingUrls(settings!)]),
    ...unless(sql, "database", "--db URL"),
    ...when(
      sql,
      ["migrations", () => checkMigrations(sql!, project.migrations)],
      ["protection", () => checkProtection(sql!, project.tables)],
      ["role maskline", () => checkRole(sql!, project.granted)],
      ["cron", () => checkCron(sql!, url)],
    ),
    ...when(login, ["connection by MASKLINE_DB_URL", () => checkLogin(login!)]),
    ...when(sql && secrets, [
      "PHONE_ENCRYPTION_KEY",
      () => checkKeyOfDatabase(sql!, secrets!),
    ]),
    ...unless(url, "functions", "--url URL, or PUBLIC_FUNCTIONS_URL"),
    ...when(
      url,
      ["functions", () => checkFunctions(url!, project.functions)],
      ["health", () => checkHealth(url!)],
    ),
    ...when(url && token, ["webhook", () => checkCarrierSignature(url!, token!)]),
    ...when(url && hook, ["SMS_HOOK_SECRET", () => checkHookSecret(url!, hook!)]),
    ...when(url && settings, ["senders", () => checkSenders(url!, settings!)]),
    ...unless(secretKey, "pool and keys", "set MASKLINE_SECRET_KEY to a secret key"),
    ...when(service && secrets, [
      "key of the functions",
      () => checkKeyOfFunctions(service!, secrets!),
    ]),
    ...when(
      service,
      ["pool", () => checkPool(service!)],
      ["webhooks of the pool's numbers", () => checkWebhooksOfPool(service!)],
    ),
    ...unless(textTo, "test text", "--text-to NUMBER, a number of your own"),
    ...when(service && textTo, [
      "test text",
      () => checkText(service!, textTo!, signal ? { signal } : {}),
    ]),
  ];
}
