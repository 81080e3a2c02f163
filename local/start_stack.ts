import { fileURLToPath } from "node:url";
import { createApiKeys } from "./auth/create_api_keys.ts";
import { createAuthHandler } from "./auth/create_auth_handler.ts";
import { createSigningKey } from "./auth/create_signing_key.ts";
import type { Console } from "./console/start_console.ts";
import { type Functions, startFunctions } from "./functions/start_functions.ts";
import { startGateway } from "./gateway/start_gateway.ts";
import type { Postgres } from "./postgres/start_postgres.ts";
import { addDemoData } from "./stack/add_demo_data.ts";
import { callExpiry } from "./stack/call_expiry.ts";
import type { DemoUser } from "./stack/create_demo_users.ts";
import { functionSettings } from "./stack/function_settings.ts";
import { POOL_NUMBERS } from "./stack/import_pool.ts";
import { openCarrier } from "./stack/open_carrier.ts";
import { openConsole } from "./stack/open_console.ts";
import { openDatabase } from "./stack/open_database.ts";
import type { StackOptions } from "./stack/stack_options.ts";
import { createStorageHandler } from "./storage/create_storage_handler.ts";
import { removeStatus, type Status, writeStatus } from "./stack/status_file.ts";

const FUNCTIONS = fileURLToPath(new URL("../supabase/functions", import.meta.url));
const CONFIG = fileURLToPath(new URL("../deno.json", import.meta.url));

/** A running local stack, with what fault tests take hold of. */
export type Stack = {
  status: Status;
  functions: Functions;
  /** The functions' whole environment. */
  settings: Record<string, string>;
  /** Undefined when the database is somebody else's. */
  postgres: Postgres | undefined;
  /** Undefined when none was asked for. */
  console: Console | undefined;
  /** Stops everything, in an order in which requests under way get their answer. Can be called again. */
  stop(): Promise<void>;
};

/** Starts all that a Supabase project and a carrier would be. When a step fails, stops what was started and throws. */
export async function startStack(options: StackOptions): Promise<Stack> {
  await using parts = new AsyncDisposableStack();
  const log = options.onLog ?? (() => {});
  const step = (line: string) => {
    options.signal?.throwIfAborted();
    log("stack", line);
  };

  const keys = createApiKeys();
  const signingKey = await createSigningKey();
  const users: DemoUser[] = [];
  let functions: Functions | undefined;
  // First, so that a taken port is known at once and the functions can be told the URL.
  const gateway = startGateway({
    port: options.apiPort,
    functions: () => functions?.urls() ?? {},
    auth: (apiUrl) => createAuthHandler({ apiUrl, keys, signingKey, users }),
    storage: createStorageHandler({ secretKey: keys.secret }),
  });
  parts.defer(() => gateway.stop());
  const apiUrl = gateway.url;

  step("Starting Postgres");
  const database = await openDatabase(options, log);
  parts.defer(database.close);

  step("Starting the carrier simulator");
  const carrier = await openCarrier(options);
  parts.defer(carrier.close);

  step("Starting the functions");
  const settings = functionSettings({
    apiUrl,
    databaseUrl: database.url,
    masklineDatabaseUrl: database.masklineUrl,
    simulatorUrl: carrier.url,
    publishableKey: keys.publishable,
    secretKey: keys.secret,
    jwks: signingKey.jwks,
    twilio: carrier,
    own: options.settings ?? {},
  });
  const running = functions = await startFunctions({
    folder: FUNCTIONS,
    config: CONFIG,
    settings,
    instances: options.instances ?? 1,
    watch: options.watch,
    log: (name, line) => log(name || "functions", line),
  });
  parts.defer(() => running.stop());
  // Once more, so that it comes before the functions' end: what they have begun to answer is answered.
  parts.defer(() => gateway.stop());

  step("Adding the demo data");
  const stackLog = (line: string) => log("stack", line);
  const { sql } = database;
  const demo = { sql, apiUrl, secretKey: keys.secret, carrier, settings, log: stackLog };
  users.push(...await addDemoData(demo));

  const seconds = options.expirySeconds ?? 60;
  if (seconds > 0) parts.defer(callExpiry(apiUrl, keys.secret, seconds, stackLog));

  const page = openConsole(options, { apiUrl, simulatorUrl: carrier.url, keys, users, sql });
  parts.defer(async () => await page?.stop());

  const status: Status = {
    api_url: apiUrl,
    db_url: database.url,
    simulator_url: carrier.url,
    console_url: page?.url ?? "",
    publishable_key: keys.publishable,
    secret_key: keys.secret,
    twilio_account_sid: carrier.accountSid,
    twilio_auth_token: carrier.authToken,
    jwt_private_jwk: signingKey.privateJwk,
    users: users.map(({ id, email, password, phone }) => ({ id, email, password, phone })),
    pool: POOL_NUMBERS,
    pid: Deno.pid,
  };
  if (options.statusFile) await writeStatus(options.statusFile, status);
  parts.defer(async () => {
    if (options.statusFile) await removeStatus(options.statusFile, status.pid);
  });

  options.signal?.throwIfAborted();
  const started = parts.move();
  let stopping: Promise<void> | undefined;
  return {
    status,
    functions,
    settings,
    postgres: database.postgres,
    console: page,
    stop: () => stopping ??= started.disposeAsync(),
  };
}
